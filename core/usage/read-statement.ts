import type { RollUpStore } from '#core/ports/roll-up-store';
import type { StatementStore } from '#core/ports/statement-store';
import { firstDayOf, lastDayOf } from '#core/time/calendar-month';
import {
  attributedRevenue,
  firstAdjustable,
  type RevenueStatement,
  type StatementQuestion,
  stateMonth,
} from '#core/usage/revenue-share';

export interface StatementStores {
  readonly rollUps: RollUpStore;
  readonly statements: Pick<StatementStore, 'list'>;
}

export interface FoundStatement {
  readonly statement: RevenueStatement;
  /** False: this is how it would be issued now. */
  readonly isIssued: boolean;
}

/** The statement of a month: as it was issued, else as the sales stand now. */
export const readStatement = async (
  { rollUps, statements }: StatementStores,
  companyId: string,
  question: Pick<StatementQuestion, 'month' | 'shareBasisPoints' | 'now'>,
): Promise<FoundStatement> => {
  const { month } = question;
  const first = firstAdjustable(month);
  const earlier = await statements.list(companyId, first, month);
  const issued = earlier.find((one) => one.month === month);
  if (issued) return { statement: issued, isIssued: true };
  // Months that were never stated cannot change what is owed.
  const from = earlier[0]?.month ?? month;
  const revenue = attributedRevenue(await rollUps.days(companyId, firstDayOf(from), lastDayOf(month)));
  return { statement: stateMonth({ ...question, revenue, earlier }), isIssued: false };
};
