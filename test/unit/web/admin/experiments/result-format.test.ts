import fc from 'fast-check';
import {
  type Comparison,
  directionOf,
  formatAverage,
  formatChange,
  formatComparison,
  formatFigure,
  placeOn,
  scaleOf,
} from '../../../../../web/admin/src/experiments/result-format.ts';

const comparison = (change: Partial<Comparison> = {}): Comparison => ({
  difference: 0.01,
  low: -0.002,
  high: 0.022,
  pValue: 0.2,
  lift: 0.1,
  liftLow: -0.02,
  liftHigh: 0.22,
  ...change,
});

describe('figures of experiments', () => {
  it.each([
    ['JPY', 1234.4, '1,234'],
    ['EUR', 1234.4, '12.34'],
    ['KWD', 1234.4, '1.234'],
  ])('show averages in %s with the digits of the currency', (currency, minor, digits) => {
    expect(formatAverage(minor, currency).replace(/[^\d.,]/g, '')).toBe(digits);
  });

  it('show rates as shares, money as money, and nothing as a dash', () => {
    expect(formatFigure('conversion', 0.1234, 'EUR')).toMatch(/12[.,]3\s?%/);
    expect(formatFigure('revenue', 250, 'EUR')).toMatch(/2[.,]50/);
    expect(formatFigure('order-value', null, 'EUR')).toBe('–');
  });

  it('sign a change, and give no sign to none', () => {
    expect(formatChange(0.123)).toMatch(/^\+12[.,]3/);
    expect(formatChange(-0.05)).toMatch(/^−5/);
    expect(formatChange(-0.0001)).toMatch(/^±0/);
  });

  it('tell a difference as a share with its range, or in the figure itself where no share can be told', () => {
    expect(formatComparison('conversion', comparison(), 'EUR')).toMatch(/^\+10\s?% \(−2\s?% to \+22\s?%\)$/);
    const bare = comparison({ lift: null, liftLow: null, liftHigh: null, difference: 120, low: -30, high: 270 });
    expect(formatComparison('revenue', bare, 'EUR')).toMatch(/^\+\D*1[.,]20.* \(−\D*0[.,]30.* to \+\D*2[.,]70.*\)$/);
  });

  it('call nothing better or worse while the range holds zero', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const direction = directionOf({ low, high });
        expect(direction === 'open').toBe(low <= 0 && high >= 0);
      }),
    );
  });

  it('put no difference in the middle and every end within the bar', () => {
    const scale = scaleOf([comparison(), null]);
    expect(placeOn(scale, 0)).toBe(50);
    expect(placeOn(scale, 0.022)).toBe(100);
    expect(placeOn(scale, -1)).toBe(0);
    expect(scaleOf([null]).reach).toBe(1);
  });
});
