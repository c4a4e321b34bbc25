import { qualityFlags } from '#core/events/data-quality';
import { quarantineReasons } from '#core/quarantine/quarantined-event';
import { flagNames, reasonHelp, reasonNames, replayText } from '../../../../../web/admin/src/data-quality/words.ts';

describe('data quality in words', () => {
  it('has a name and an advice for every reason, and a name for every flag', () => {
    for (const reason of quarantineReasons) {
      expect(reasonNames[reason]).not.toBe('');
      expect(reasonHelp[reason]).toMatch(/\.$/);
    }
    expect(Object.keys(flagNames).sort()).toEqual([...qualityFlags].sort());
  });

  it('tells what became of events that were sent again', () => {
    expect(replayText([{ status: 'replayed' }, { status: 'still_bad' }, { status: 'replayed' }])).toBe(
      '2 sent again, 1 still wrong',
    );
  });
});
