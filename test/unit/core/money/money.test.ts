import fc from 'fast-check';
import { currencyExponent, formatDecimalAmount, parseDecimalAmount, roundDecimalAmount } from '#core/money/money';

const currency = fc.constantFrom('EUR', 'GBP', 'USD', 'JPY', 'KRW', 'KWD', 'TND');
const amount = fc.integer({ min: -1e12, max: 1e12 });

describe('money', () => {
  it('knows currencies of no, two and three decimals', () => {
    expect(['JPY', 'EUR', 'KWD'].map(currencyExponent)).toEqual([0, 2, 3]);
  });

  it('reads every amount back from its decimal text', () => {
    fc.assert(
      fc.property(amount, currency, (given, code) => {
        const text = formatDecimalAmount({ amount: given, currency: code });
        expect(parseDecimalAmount(text, code)).toBe(given === 0 ? 0 : given);
        expect(roundDecimalAmount(text, code)).toBe(given === 0 ? 0 : given);
      }),
    );
  });

  it.each([
    ['12.5', 'EUR', 1250],
    ['1,250.00', 'EUR', 125_000],
    ['1,250', 'JPY', 1250],
    ['-0.5', 'KWD', -500],
    ['-0.00', 'EUR', 0],
    ['12.500', 'EUR', 1250],
  ])('reads %s %s as %i minor units', (text, code, expected) => {
    expect(parseDecimalAmount(text, code)).toBe(expected);
  });

  it.each(['', 'abc', '1.2.3', '12,50', '--1', '1e5', '12.345', '99999999999999999'])(
    'does not take "%s" for an amount in EUR',
    (text) => {
      expect(parseDecimalAmount(text, 'EUR')).toBeUndefined();
    },
  );

  it.each([
    ['4.165', 'GBP', 417],
    ['4.164999', 'GBP', 416],
    ['-4.165', 'GBP', -417],
    ['0.001', 'GBP', 0],
    ['-0.001', 'GBP', 0],
    ['0.5', 'JPY', 1],
    ['2.49', 'JPY', 2],
    ['1.0005', 'KWD', 1001],
  ])('rounds %s %s half away from zero to %i', (text, code, expected) => {
    expect(roundDecimalAmount(text, code)).toBe(expected);
  });

  it('rounds to the nearest minor unit, and text that is no number to nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        const text = formatDecimalAmount({ amount: thousandths, currency: 'KWD' });
        const rounded = roundDecimalAmount(text, 'EUR')!;
        expect(Math.abs(rounded * 10 - thousandths)).toBeLessThanOrEqual(5);
        expect(Math.sign(rounded * thousandths)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(roundDecimalAmount('1.23x', 'EUR')).toBeUndefined();
    expect(roundDecimalAmount('x.999', 'EUR')).toBeUndefined();
  });
});
