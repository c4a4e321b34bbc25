import fc from 'fast-check';
import { epochMs } from '#core/training/epoch-time';

describe('epochMs', () => {
  it('reads what toISOString writes as Date.parse does, with and without milliseconds', () => {
    const min = new Date('0000-01-01T00:00:00Z');
    const max = new Date('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        const text = date.toISOString();
        expect(epochMs(text)).toBe(date.getTime());
        const whole = text.replace(/\.\d+Z$/, 'Z');
        expect(epochMs(whole)).toBe(Date.parse(whole));
      }),
    );
  });

  it('knows every day of leap years, of their neighbours and of centuries', () => {
    for (const year of ['1900', '1970', '2000', '2023', '2024', '2100']) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T23:59:07.120Z`;
          expect([text, epochMs(text)]).toEqual([text, Date.parse(text)]);
        }
      }
    }
  });

  it.each([
    '2026-02-03T04:05:06.789+00',
    '2026-02-03T04:05:06+02:00',
    '2026-02-03T24:00:00.000Z',
    '2026-02-03T23:60:00.000Z',
    '2026-02-03T23:59:60.000Z',
    '2026-02-03T23:59:0x.000Z',
    '2026-02-03T23:59:00,000Z',
    '2026-02-03T23:59:00.0x0Z',
    '2026-02-03T23:59:00.00xZ',
    'x026-02-03T23:59:00.000Z',
    '2026/02/03T23:59:00.000Z',
    '2026-02-03',
    'yesterday',
    '',
  ])('answers as Date.parse where the text is written in another way: %j', (text) => {
    expect(epochMs(text)).toBe(Date.parse(text));
  });
});
