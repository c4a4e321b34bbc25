import { currencyExponent, type Money } from '../../../../core/money/money.ts';

/** A price as the reader's locale writes it, with the digits of ISO 4217. */
export const formatMoney = ({ amount, currency }: Money, locale?: string): string => {
  const exponent = currencyExponent(currency);
  const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(amount / 10 ** exponent);
};
