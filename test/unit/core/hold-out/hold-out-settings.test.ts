import {
  changeHoldOut,
  defaultHoldOutSettings,
  type HoldOutSettings,
  isMixedWeek,
  shareOfWeek,
} from '#core/hold-out/hold-out-settings';

const berlin = 'Europe/Berlin';
const changed = (to: number, now: string, before: HoldOutSettings = defaultHoldOutSettings) =>
  changeHoldOut(before, { shareBasisPoints: to, salt: '' }, now);

describe('changeHoldOut', () => {
  it('remembers what was in force, and until when', () => {
    const twice = changed(0, '2026-11-20T10:00:00.000Z', changed(1000, '2026-11-03T10:00:00.000Z'));
    expect(twice).toEqual({
      shareBasisPoints: 0,
      salt: '',
      earlier: [
        { shareBasisPoints: 500, salt: '', until: '2026-11-03T10:00:00.000Z' },
        { shareBasisPoints: 1000, salt: '', until: '2026-11-20T10:00:00.000Z' },
      ],
    });
  });

  it('remembers nothing when nothing changes', () => {
    expect(changed(500, '2026-11-03T10:00:00.000Z')).toEqual(defaultHoldOutSettings);
  });
});

describe('shareOfWeek', () => {
  const settings = changed(1000, '2026-11-18T10:00:00.000Z');

  it('is the share in force when the week began, whatever changed in its midst', () => {
    expect(['2026-11-09', '2026-11-16', '2026-11-23'].map((week) => shareOfWeek(settings, week, berlin))).toEqual([
      expect.objectContaining({ shareBasisPoints: 500 }),
      expect.objectContaining({ shareBasisPoints: 500 }),
      { shareBasisPoints: 1000, salt: '' },
    ]);
  });

  it('tells weeks by the calendar of the store', () => {
    const atMidnight = changed(1000, '2026-11-15T23:30:00.000Z');
    expect(shareOfWeek(atMidnight, '2026-11-16', berlin).shareBasisPoints).toBe(500);
    expect(shareOfWeek(atMidnight, '2026-11-16', 'UTC').shareBasisPoints).toBe(1000);
  });
});

describe('isMixedWeek', () => {
  it('is true of the week in which the share changed, and of no other', () => {
    const settings = changed(1000, '2026-11-18T10:00:00.000Z');
    expect(['2026-11-09', '2026-11-16', '2026-11-23'].map((week) => isMixedWeek(settings, week, berlin))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
