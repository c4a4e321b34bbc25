import { moneyFormat, percentFormat, wholeFormat } from '../../../../../web/admin/src/fields/number-formats.ts';

describe('numbers in fields', () => {
  it('read amounts of money with a point or a comma, in the decimals of the currency', () => {
    expect(moneyFormat('EUR').read('12.5')).toBe(1250);
    expect(moneyFormat('EUR').read('12,50')).toBe(1250);
    expect(moneyFormat('JPY').read('1200')).toBe(1200);
    expect(moneyFormat('KWD').read('3.250')).toBe(3250);
    expect(moneyFormat('EUR').read('12.345')).toBeUndefined();
    expect(moneyFormat('EUR').read('a lot')).toBeUndefined();
  });

  it('write what they read, percent with at most two decimals', () => {
    for (const basisPoints of [0, 5, 50, 1200, 1250, 9999, 10_000]) {
      expect(percentFormat.read(percentFormat.write(basisPoints))).toBe(basisPoints);
    }
    expect(percentFormat.read('12,5 %')).toBe(1250);
    expect(percentFormat.read('1.234')).toBeUndefined();
    expect(moneyFormat('EUR').write(1250)).toBe('12.50');
  });

  it('take whole numbers only where units are counted', () => {
    expect(wholeFormat.read('24')).toBe(24);
    for (const text of ['2.5', '-1', '1e3', '']) expect(wholeFormat.read(text)).toBeUndefined();
  });
});
