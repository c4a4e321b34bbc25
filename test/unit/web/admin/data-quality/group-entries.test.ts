import { groupEntries } from '../../../../../web/admin/src/data-quality/group-entries.ts';
import type { QuarantineEntry } from '../../../../../web/admin/src/data-quality/use-data-quality.ts';

const entry = (entryId: string, change: Partial<QuarantineEntry> = {}): QuarantineEntry => ({
  entryId,
  source: 'api',
  reason: 'schema',
  faults: [{ pointer: '/occurredAt', code: 'invalid_format', message: 'is no time' }],
  eventId: null,
  receivedAt: '2026-11-20T10:00:00.000Z',
  payload: '{}',
  isCut: false,
  ...change,
});

describe('events that were set aside', () => {
  it('are told once where they failed alike, the newest first, and none is lost', () => {
    const other = [{ pointer: '/type', code: 'unknown', message: 'is no event type' }];
    const groups = groupEntries([
      entry('4'),
      entry('3', { faults: other }),
      entry('2'),
      entry('1', { source: 'segment' }),
    ]);
    expect(groups.map(({ newest, entryIds }) => [newest.entryId, entryIds])).toEqual([
      ['4', ['4', '2']],
      ['3', ['3']],
      ['1', ['1']],
    ]);
    expect(groupEntries([])).toEqual([]);
  });
});
