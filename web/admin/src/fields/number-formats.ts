import { formatDecimalAmount, parseDecimalAmount } from '../../../../core/money/money.ts';

/** How a number is written in a field and read from it. */
export interface NumberFormat {
  readonly write: (value: number) => string;
  /** `undefined` for what is no such number. */
  readonly read: (text: string) => number | undefined;
}

/** Commas as decimal signs are what half of the world types. */
const withPoint = (text: string): string => text.trim().replace(/^(-?\d+),(\d{1,3})$/, '$1.$2');

const formats = new Map<string, NumberFormat>();

/** Minor units of a currency, written with its decimals. One object per currency, so that fields can tell a change. */
export const moneyFormat = (currency: string): NumberFormat => {
  const known = formats.get(currency);
  if (known) return known;
  const made: NumberFormat = {
    write: (amount) => formatDecimalAmount({ amount, currency }),
    read: (text) => parseDecimalAmount(withPoint(text), currency),
  };
  formats.set(currency, made);
  return made;
};

/** Basis points, written as percent with at most two decimals. */
export const percentFormat: NumberFormat = {
  write: (basisPoints) => String(basisPoints / 100),
  read: (text) => {
    const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(withPoint(text.replace('%', '')));
    return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
  },
};

export const wholeFormat: NumberFormat = {
  write: String,
  read: (text) => (/^\d+$/.test(text.trim()) ? Number(text) : undefined),
};
