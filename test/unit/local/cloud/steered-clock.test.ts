import { startSteeredClock, steerDate } from '#local/cloud/steered-clock';

const machineDate = Date;

afterEach(() => {
  globalThis.Date = machineDate;
});

const isWithinAMinuteAfter = (ms: number, instant: string): boolean =>
  ms >= machineDate.parse(instant) && ms < machineDate.parse(instant) + 60_000;

describe('a clock that is steered', () => {
  it('starts where it is told, however `Date` is asked, and goes on from where it is set', () => {
    const clock = startSteeredClock('2026-10-22T04:00:00.000Z');
    // biome-ignore lint/complexity/useDateNow: the constructor is what is asked here
    for (const ms of [Date.now(), new Date().getTime(), Date.parse(Date()), machineDate.parse(new Date().toJSON())]) {
      expect(isWithinAMinuteAfter(ms, '2026-10-22T04:00:00.000Z')).toBe(true);
    }
    clock.set('2026-10-23T10:00:00.000Z');
    expect(isWithinAMinuteAfter(Date.now(), '2026-10-23T10:00:00.000Z')).toBe(true);
  });

  it('is the same clock in every thread that shares its memory', () => {
    const { memory } = startSteeredClock('2020-02-29T00:00:00.000Z');
    globalThis.Date = machineDate;
    steerDate(memory);
    expect(isWithinAMinuteAfter(Date.now(), '2020-02-29T00:00:00.000Z')).toBe(true);
  });

  it('leaves dates of a given moment alone, and knows dates that were made before it', () => {
    const before = new machineDate(5);
    startSteeredClock('2026-10-22T04:00:00.000Z');
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new Date(2026, 0, 1) instanceof Date && before instanceof Date).toBe(true);
    expect(Date.UTC(1970, 0, 2)).toBe(86_400_000);
  });

  it('cannot be set back', () => {
    const clock = startSteeredClock('2026-10-22T04:00:00.000Z');
    expect(() => clock.set('2026-10-22T03:00:00.000Z')).toThrow('cannot be set to 2026-10-22T03:00:00.000Z');
    expect(() => clock.set('soon')).toThrow('cannot be set to soon');
  });
});
