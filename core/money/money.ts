/**
 * Money as integer minor units with its ISO 4217 currency.
 * Never a float, never converted between currencies.
 */
export interface Money {
  /** Integer minor units (cents, pence, yen, fils). */
  readonly amount: number;
  /** ISO 4217 code, upper case. */
  readonly currency: string;
}

/** ISO 4217 currencies whose exponent is not 2 (source: ISO 4217:2015, list one). */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Number of decimal digits of a currency's minor unit: 0, 2 or 3. */
export const currencyExponent = (currency: string): number => exponents[currency] ?? 2;

/**
 * Reads a decimal text such as `12.5` or `1,250.00` as integer minor units of `currency`.
 * @returns the amount, or `undefined` when the text is not a number or has more decimals than the currency knows.
 */
export const parseDecimalAmount = (text: string, currency: string): number | undefined => {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const exponent = currencyExponent(currency);
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > exponent) return undefined;
  const amount = Number(`${match[2]}${decimals.padEnd(exponent, '0')}`);
  if (!Number.isSafeInteger(amount)) return undefined;
  return match[1] === '-' && amount !== 0 ? -amount : amount;
};

/** Decimal text of an amount, e.g. `{1250, GBP}` → `12.50`. */
export const formatDecimalAmount = ({ amount, currency }: Money): string => {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(amount);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
};

/**
 * Reads a decimal text as minor units and rounds what the currency cannot hold, half away from zero:
 * `4.165` GBP → 417. For prices of files; a price that an API caller states must fit (`parseDecimalAmount`).
 * @returns the amount, or `undefined` when the text is not a number.
 */
export const roundDecimalAmount = (text: string, currency: string): number | undefined => {
  const match = /^([^.]*)(?:\.(\d+))?$/.exec(text.trim());
  const exponent = currencyExponent(currency);
  const decimals = match?.[2] ?? '';
  if (decimals.length <= exponent) return parseDecimalAmount(text, currency);
  const fits = parseDecimalAmount(`${match?.[1]}${exponent > 0 ? `.${decimals.slice(0, exponent)}` : ''}`, currency);
  if (fits === undefined) return undefined;
  const isNegative = text.trim().startsWith('-');
  const step = decimals.charCodeAt(exponent) >= '5'.charCodeAt(0) ? 1 : 0;
  const amount = isNegative ? fits - step : fits + step;
  return amount === 0 ? 0 : amount;
};
