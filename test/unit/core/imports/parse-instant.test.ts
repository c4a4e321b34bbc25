import fc from 'fast-check';
import { detectDateOrder, makeInstantReader, needsDateOrder } from '#core/imports/parse-instant';

describe('makeInstantReader', () => {
  const london = makeInstantReader('Europe/London', 'mdy');

  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['2011-07-01 08:26', '2011-07-01T07:26:00.000Z'],
    ['2011-07-01', '2011-06-30T23:00:00.000Z'],
    ['2011-07-01T08:26:00Z', '2011-07-01T08:26:00.000Z'],
    ['2011-07-01T08:26:00.123+02:00', '2011-07-01T06:26:00.000Z'],
    ['2022-04-05 13:05:00 -0400', '2022-04-05T17:05:00.000Z'],
    ['12/1/2010 8:26', '2010-12-01T08:26:00.000Z'],
    ['12/1/2010 8:26:05 pm', '2010-12-01T20:26:05.000Z'],
    ['12/1/2010 12:00 am', '2010-12-01T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(london(text)).toBe(expected);
  });

  it('reads day first when told', () => {
    expect(makeInstantReader('UTC', 'dmy')('3/4/2025')).toBe('2025-04-03T00:00:00.000Z');
    expect(makeInstantReader('UTC', 'dmy')('03.04.2025 17:30')).toBe('2025-04-03T17:30:00.000Z');
  });

  it.each(['', 'yesterday', '2010-13-01', '2010-02-30', '31/1/2010', '2010-12-01 25:00', '1/1/10', '20101201'])(
    'does not guess what "%s" means',
    (text) => {
      expect(london(text)).toBeUndefined();
    },
  );

  it('does not read slashed dates while their order is unknown', () => {
    const reader = makeInstantReader('UTC', undefined);
    expect(reader('3/4/2025')).toBeUndefined();
    expect(needsDateOrder('3/4/2025')).toBe(true);
    expect(reader('2025-04-03')).toBe('2025-04-03T00:00:00.000Z');
  });

  it('reads the wall clock of every zone back, whatever the season', () => {
    const zones = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
    const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (timeZone, date) => {
        const text = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(date);
        const read = makeInstantReader(timeZone, undefined)(text);
        const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
        expect(wall.format(new Date(read!))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('detectDateOrder', () => {
  it('learns from the first value over twelve, or from dots', () => {
    expect(detectDateOrder(['1/2/2025', '13/2/2025'])).toBe('dmy');
    expect(detectDateOrder(['1/2/2025', '2/13/2025'])).toBe('mdy');
    expect(detectDateOrder(['1.2.2025'])).toBe('dmy');
  });

  it('says that it does not know when no value tells', () => {
    expect(detectDateOrder(['1/2/2025', '2025-12-31', ''])).toBeUndefined();
  });
});
