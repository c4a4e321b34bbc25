import { currencyExponent, type Money } from '#core/money/money';

/**
 * A price as a locale writes it; the host's own when `locale` is absent, e.g. `£12.50`, `¥1,200`, `KWD 3.250`.
 * The digits come from ISO 4217, not from the host's tables, which differ for some currencies.
 */
export const formatPrice = ({ amount, currency }: Money, locale?: string): string => {
  const exponent = currencyExponent(currency);
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount / 10 ** exponent);
};
