import fc from 'fast-check';
import {
  dueNightlyRun,
  executionName,
  localTime,
  manualRunName,
  modelVersionOf,
  startedAtOf,
} from '#core/models/run-name';

describe('modelVersionOf', () => {
  it('names a version by its millisecond and four characters', () => {
    expect(modelVersionOf('2026-11-20T03:15:00.123Z', 'xxxxAB12')).toBe('m20261120T031500123Z-ab12');
  });

  it('sorts versions by time', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        fc.pre(a.getTime() !== b.getTime());
        const [versionA, versionB] = [a, b].map((date) => modelVersionOf(date.toISOString(), 'zzzz'));
        expect(versionA! < versionB!).toBe(a < b);
      }),
    );
  });
});

describe('startedAtOf', () => {
  it('reads the time of the run back from the version, and from nothing else', () => {
    expect(startedAtOf(modelVersionOf('2026-11-20T03:15:00.123Z', 'xxxxAB12'))).toBe('2026-11-20T03:15:00.123Z');
    expect(startedAtOf('m1')).toBeUndefined();
  });
});

describe('dueNightlyRun', () => {
  it('names exactly one night per local date from the training hour on, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const anyHour = fc.integer({ min: 0, max: 24 * 365 * 3 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyHour, (zone, hour) => {
        const now = new Date(Date.parse('2026-01-01T00:05:00Z') + hour * 3_600_000).toISOString();
        const local = localTime(now, zone);
        expect(dueNightlyRun(now, zone, 3)).toBe(local.hour >= 3 ? local.date : undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => dueNightlyRun('2026-11-20T03:00:00Z', 'Mars/Olympus', 3)).toThrow(RangeError);
  });
});

describe('executionName', () => {
  it('fits the service: at most 80 letters, digits, - and _, for the longest company id', () => {
    const runName = manualRunName('2026-11-20T03:00:00Z', 'Europe/Berlin', 'A1b2C3d4E5f6');
    expect(runName).toBe('2026-11-20-m-c3d4e5f6');
    expect(executionName('a'.repeat(40), runName)).toMatch(/^[A-Za-z0-9_-]{1,80}$/);
  });

  it('is different for different companies, whatever they are called', () => {
    expect(executionName('shop', '2026-11-20-m-x')).not.toBe(executionName('shop-2026-11-20-m', '2026-11-20-m-x'));
  });
});
