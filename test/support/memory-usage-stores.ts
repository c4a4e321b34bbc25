import type { RollUpRow } from '#core/analytics/roll-up';
import type { RollUpStore } from '#core/ports/roll-up-store';
import type { StatementStore } from '#core/ports/statement-store';
import { ConflictError } from '#core/ports/store-errors';
import type { RevenueStatement } from '#core/usage/revenue-share';

/** Roll-ups in memory; the same ones for every company. Notes what was asked for. */
export const memoryRollUps = (rows: readonly RollUpRow[]): RollUpStore & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    days: async (_, from, to) => {
      asked.push(`${from}…${to}`);
      return rows.filter(({ date }) => date >= from && date <= to);
    },
  };
};

/** Statements in memory. */
export const memoryStatements = (): StatementStore => {
  const kept = new Map<string, RevenueStatement>();
  return {
    list: async (companyId, from, to) =>
      [...kept]
        .filter(([name, { month }]) => name === `${companyId}#${month}` && month >= from && month <= to)
        .map(([, statement]) => statement)
        .sort((a, b) => (a.month < b.month ? -1 : 1)),
    issue: async (companyId, statement) => {
      const name = `${companyId}#${statement.month}`;
      if (kept.has(name)) throw new ConflictError('issued before');
      kept.set(name, statement);
    },
  };
};
