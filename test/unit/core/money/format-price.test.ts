import { formatPrice } from '#core/money/format-price';

describe('formatPrice', () => {
  it.each([
    [{ amount: 1250, currency: 'GBP' }, '£12.50'],
    [{ amount: 1200, currency: 'JPY' }, 'JP¥1,200'],
    [{ amount: 3250, currency: 'KWD' }, 'KWD 3.250'],
    [{ amount: 0, currency: 'EUR' }, '€0.00'],
  ])('writes %j with the digits that ISO 4217 gives the currency', (money, text) => {
    expect(formatPrice(money, 'en-GB').replace(/\s/g, ' ')).toBe(text);
  });

  it('writes as the locale does', () => {
    expect(formatPrice({ amount: 123450, currency: 'EUR' }, 'de-DE').replace(/\s/g, ' ')).toBe('1.234,50 €');
  });
});
