import { roundDecimalAmount } from '#core/money/money';

const currencySigns = /[\s\u00a0£$€¥]/g;
/** `1.250,50` and `12,5`: the comma is the decimal sign when one or two digits follow it. */
const decimalComma = /^-?\d{1,3}(?:\.\d{3})*,\d{1,2}$|^-?\d+,\d{1,2}$/;

const normalised = (text: string): string => {
  const bare = text.replace(currencySigns, '');
  return decimalComma.test(bare) ? bare.replaceAll('.', '').replace(',', '.') : bare;
};

/** A price of a file as minor units; rounded half away from zero when it has more decimals than the currency. */
export const parsePrice = (text: string, currency: string): number | undefined =>
  roundDecimalAmount(normalised(text), currency);

/** A whole number such as `6`, `-12`, `6.0` or `1,200`. */
export const parseWholeNumber = (text: string): number | undefined => {
  const match = /^(-?\d+)(?:\.0+)?$/.exec(text.trim().replace(/,(?=\d{3}(\D|$))/g, ''));
  const value = match ? Number(match[1]) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
};
