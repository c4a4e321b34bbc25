import type { ShopEventType } from '#core/events/shop-event';
import { TrainingDataBuilder } from '#core/training/interaction-log';
import type { TrainingData } from '#core/training/training-data';
import type { Task } from './options.ts';
import { type PackRow, packCurrency } from './read-pack.ts';

/** Tasks whose rows without an event column are purchases; elsewhere they are views. */
const basketTasks: readonly Task[] = ['basket', 'fbt', 'nextbasket'];

type Meaning = 'purchase' | Extract<ShopEventType, 'product_view' | 'add_to_cart'>;

/** What a row tells, by its event's name or else by the kind of question. */
const meaningOf = (event: string | undefined, task: Task): Meaning => {
  if (event === undefined) return basketTasks.includes(task) ? 'purchase' : 'product_view';
  if (/purchase|transaction|buy|order/i.test(event)) return 'purchase';
  return /cart|fav|wish|collect/i.test(event) ? 'add_to_cart' : 'product_view';
};

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Rows of one group: its purchases are one order, the rest is one session whose steps keep their order. */
const addGroup = (builder: TrainingDataBuilder, task: Task, rows: readonly PackRow[]): void => {
  const { group, user } = rows[0]!;
  const who = user === undefined ? {} : { customerId: user };
  const bought = rows.filter(({ event }) => meaningOf(event, task) === 'purchase');
  if (bought.length > 0) {
    const orderedAt = isoOf(bought.at(-1)!.t * 1000);
    const unitPrice = { amount: 0, currency: packCurrency };
    const lines = bought.map(({ item }) => ({ productId: item, quantity: 1, refundedQuantity: 0, unitPrice }));
    const order = { orderId: group, status: 'placed', currency: packCurrency, lines, orderedAt } as const;
    builder.addOrder({ ...order, ...who, updatedAt: orderedAt });
  }
  rows.forEach(({ item, t, event }, step) => {
    const type = meaningOf(event, task);
    if (type === 'purchase') return;
    const occurredAt = isoOf(t * 1000 + step);
    const id = { eventId: `${group}-${step}`, companyId: 'pack', sessionId: group };
    builder.addEvent({ ...id, ...who, type, occurredAt, receivedAt: occurredAt, productId: item });
  });
};

/** The pack's rows as the logs that the pipeline trains from. Rows of a group must stand together. */
export const packTrainingData = (
  rows: Iterable<PackRow>,
  productIds: Iterable<string>,
  task: Task,
  windowDays: number,
): TrainingData => {
  const builder = new TrainingDataBuilder(productIds, { now: '9999-12-31T00:00:00Z', windowDays });
  let group: PackRow[] = [];
  for (const row of rows) {
    if (group.length > 0 && group[0]!.group !== row.group) {
      addGroup(builder, task, group);
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) addGroup(builder, task, group);
  return builder.finish();
};
