import { groupRowsSchema } from '#contracts/imports/import-step';
import { addRow, type FactsByProduct } from '#core/imports/derive-products';
import { groupOrders } from '#core/imports/group-orders';
import { chunkKeyOf, type ImportEntity, isWholeOrder, type OrderFileRow } from '#core/imports/import-entity';
import { type ImportRun, importFiles } from '#core/imports/import-files';
import type { OrderRow } from '#core/imports/order-row';
import { partOf } from '#core/imports/partition';
import type { Order } from '#core/orders/order';
import { type ImportDependencies, importDependencies } from '#lambdas/shared/import-dependencies';
import { importStep, oncePerStep } from '#lambdas/shared/import-step';
import { readJson } from '#lambdas/shared/json-artifact';
import { type RejectionCounts, RejectionLog } from '#lambdas/shared/rejection-log';
import { readSpilled, Spill, segmentName } from '#lambdas/shared/spill';
import type { PlanResult } from './plan-chunks.ts';

export interface GroupResult {
  readonly rejections: RejectionCounts;
}

const readPart = async (deps: ImportDependencies, run: ImportRun, part: string) => {
  const lines: OrderRow[] = [];
  const whole: Order[] = [];
  for await (const row of readSpilled<OrderFileRow>(deps.artifacts, importFiles(run).rows(part))) {
    if (isWholeOrder(row)) whole.push(row);
    else lines.push(row);
  }
  return { lines, whole };
};

const factsOf = (lines: readonly OrderRow[], orders: readonly Order[]): FactsByProduct => {
  const times = new Map(orders.map((order) => [order.orderId, order.orderedAt]));
  const facts: FactsByProduct = new Map();
  for (const line of lines) {
    const orderedAt = times.get(line.orderId);
    if (orderedAt !== undefined && !line.isReturn) addRow(facts, line, orderedAt);
  }
  return facts;
};

const spillEntities = async (
  { artifacts }: ImportDependencies,
  { run, part, parts }: { run: ImportRun; part: string; parts: number },
  entities: Iterable<ImportEntity>,
): Promise<void> => {
  const folder = importFiles(run).entities;
  const spill = new Spill<ImportEntity>(
    artifacts,
    (chunk, segment) => folder(chunk) + segmentName(`part-${part}`, segment),
  );
  for (const entity of entities) spill.add(String(partOf(chunkKeyOf(entity), parts)), entity);
  await spill.close();
};

const group = async (deps: ImportDependencies, run: ImportRun, part: string): Promise<GroupResult> => {
  const files = importFiles(run);
  const parts = (await readJson<PlanResult>(deps.artifacts, files.plan))?.parts.length ?? 1;
  const { lines, whole } = await readPart(deps, run, part);
  const { orders, returns, rejections } = groupOrders(lines);
  await spillEntities(deps, { run, part, parts }, [
    ...[...orders, ...whole].map((order) => ({ kind: 'order', order }) as const),
    ...returns.map((returned) => ({ kind: 'return', returned }) as const),
  ]);
  const facts = new Spill(deps.artifacts, () => `${files.facts}${segmentName(`part-${part}`, 0)}`);
  for (const fact of factsOf(lines, orders).values()) facts.add('', fact);
  await facts.close();
  const log = new RejectionLog(deps.artifacts, files.rejected, `part-${part}`);
  for (const rejection of rejections) await log.add(rejection);
  await log.close();
  return { rejections: log.counts };
};

/** Puts the rows of a part together to orders and returns, and hands each to the chunk of its customer. */
export const makeHandler = (deps: ImportDependencies) =>
  importStep('GroupRows', groupRowsSchema, deps, async ({ part, ...run }) => {
    const step = { key: importFiles(run).grouped(part), step: `group-${part}` };
    await oncePerStep(deps, run, step, () => group(deps, run, part));
    return { part };
  });

export const handler = makeHandler(importDependencies());
