/**
 * What a customer has spent, order by order, so that sums can be kept exactly however often and in whatever order the
 * versions of orders arrive: of two versions of an order the newer counts, and of two of one moment the one that keeps
 * less, since refunds only take away. A cancelled or returned order stays with amount 0, lest a late older version bring
 * it back. The newest 200 orders are open to change; older ones are settled into sums, and an order that is older than
 * those and not known comes too late. O(orders · log orders).
 */
import { keptQuantity, type Order } from '#core/orders/order';

/** What is kept of one order. */
export interface SpendEntry {
  readonly orderId: string;
  /** ISO-8601 UTC. */
  readonly orderedAt: string;
  /** ISO-8601 UTC. */
  readonly updatedAt: string;
  /** Minor units of the units that the customer kept; 0 when nothing was. */
  readonly amount: number;
  readonly currency: string;
  /** False when the order was cancelled, or every unit sent back. */
  readonly isKept: boolean;
}

export interface SettledSpend {
  readonly orders: number;
  readonly spent: Readonly<Record<string, number>>;
  /** Time of the newest settled order, ISO-8601 UTC. */
  readonly until: string;
}

export interface SpendLedger {
  /** Newest first. */
  readonly entries: readonly SpendEntry[];
  readonly settled?: SettledSpend;
}

/** What all orders of a customer come to. */
export interface CustomerTotals {
  /** Orders kept at least in part. */
  readonly orders: number;
  /** Minor units by currency. */
  readonly spent: Readonly<Record<string, number>>;
  /** ISO-8601 UTC. */
  readonly lastOrderAt?: string;
}

export const emptyLedger: SpendLedger = { entries: [] };

const mostOpenOrders = 200;

const entryOf = ({ orderId, orderedAt, updatedAt, currency, status, lines }: Order): SpendEntry => {
  const kept = status === 'cancelled' ? [] : lines.filter((line) => keptQuantity(line) > 0);
  const amount = kept.reduce((sum, line) => sum + line.unitPrice.amount * keptQuantity(line), 0);
  return { orderId, orderedAt, updatedAt, currency, amount, isKept: kept.length > 0 };
};

const replaces = (entry: SpendEntry, known: SpendEntry): boolean => {
  if (entry.updatedAt !== known.updatedAt) return entry.updatedAt > known.updatedAt;
  return entry.amount < known.amount || (known.isKept && !entry.isKept);
};

const newestFirst = (a: SpendEntry, b: SpendEntry): number => {
  if (a.orderedAt !== b.orderedAt) return a.orderedAt < b.orderedAt ? 1 : -1;
  return a.orderId < b.orderId ? 1 : -1;
};

const settle = (before: SettledSpend | undefined, entries: readonly SpendEntry[]): SettledSpend => {
  const spent = { ...before?.spent };
  for (const { currency, amount } of entries) spent[currency] = (spent[currency] ?? 0) + amount;
  const orders = (before?.orders ?? 0) + entries.filter(({ isKept }) => isKept).length;
  return { orders, spent, until: entries[0]!.orderedAt };
};

/** The ledger after some orders of the customer; `ledger` itself when they change nothing. */
export const afterSpending = (ledger: SpendLedger, orders: readonly Order[]): SpendLedger => {
  const byId = new Map(ledger.entries.map((entry) => [entry.orderId, entry]));
  let changed = false;
  for (const entry of orders.map(entryOf)) {
    const known = byId.get(entry.orderId);
    const isSettled = !known && ledger.settled !== undefined && entry.orderedAt <= ledger.settled.until;
    if (isSettled || (known && !replaces(entry, known))) continue;
    byId.set(entry.orderId, entry);
    changed = true;
  }
  if (!changed) return ledger;
  const entries = [...byId.values()].sort(newestFirst);
  const overflow = entries.slice(mostOpenOrders);
  if (overflow.length === 0) return { ...ledger, entries };
  return { entries: entries.slice(0, mostOpenOrders), settled: settle(ledger.settled, overflow) };
};

/** Sums over all orders. */
export const totalsOf = ({ entries, settled }: SpendLedger): CustomerTotals => {
  const spent: Record<string, number> = { ...settled?.spent };
  const kept = entries.filter(({ isKept }) => isKept);
  for (const { currency, amount } of kept) spent[currency] = (spent[currency] ?? 0) + amount;
  const lastOrderAt = kept[0]?.orderedAt ?? (settled && settled.orders > 0 ? settled.until : undefined);
  return { orders: (settled?.orders ?? 0) + kept.length, spent, lastOrderAt };
};
