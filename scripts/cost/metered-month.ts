import { streamCompanies } from '#adapters/dynamodb/company-directory';
import { makeRollUpStore } from '#adapters/dynamodb/roll-up-store';
import type { Table } from '#adapters/dynamodb/table';
import type { RollUpRow } from '#core/analytics/roll-up';
import { meteredWorkload } from '#core/cost/metered-workload';
import type { Workload } from '#core/cost/month-use';
import { daysOfMonth, firstDayOf, lastDayOf } from '#core/time/calendar-month';
import { UsageError } from './options.ts';

/** Part of a month that has passed, by whole UTC days with today. */
const passedShare = (month: string, now: string): number => {
  const days = daysOfMonth(month);
  const passed = days.filter((day) => day <= now.slice(0, 10)).length;
  if (passed === 0) throw new UsageError(`The month ${month} has not begun.`);
  return passed / days.length;
};

/** Volumes of a month over all companies of a deployment; a month that is not over is taken to go on as it began. */
export const meteredMonth = async (table: Table, month: string, products: number, now: string): Promise<Workload> => {
  const monthShare = passedShare(month, now);
  const rollUps = makeRollUpStore(table);
  const rows: RollUpRow[] = [];
  let stores = 0;
  for await (const { companyId } of streamCompanies(table)) {
    stores += 1;
    rows.push(...(await rollUps.days(companyId, firstDayOf(month), lastDayOf(month))));
  }
  if (stores === 0) throw new UsageError(`There are no companies in ${table.tableName}.`);
  return meteredWorkload(rows, { stores, products, monthShare });
};
