import { csvText } from '#core/csv/csv-text';
import { formatDecimalAmount } from '#core/money/money';
import type { RevenueStatement } from '#core/usage/revenue-share';

const header = ['company', 'statement', 'month', 'currency', 'share_percent', 'attributed_revenue', 'share'];

/** Statements of companies as a file: a line for each month and currency, amounts in decimals of the currency. */
export const statementCsv = (
  statements: Iterable<{ readonly companyId: string; readonly statement: RevenueStatement }>,
): string =>
  csvText(
    header,
    Array.from(statements).flatMap(({ companyId, statement: { month, shareBasisPoints, lines } }) =>
      lines.map(({ month: sold, currency, revenueMinor, shareMinor }) => [
        companyId,
        month,
        sold,
        currency,
        shareBasisPoints / 100,
        Number(formatDecimalAmount({ amount: revenueMinor, currency })),
        Number(formatDecimalAmount({ amount: shareMinor, currency })),
      ]),
    ),
  );
