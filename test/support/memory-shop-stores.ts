import type { Customer } from '#core/catalog/customer';
import type { Product } from '#core/catalog/product';
import { type ImportJob, isStartable, noCounts } from '#core/imports/import-job';
import { type Order, withoutBuyer } from '#core/orders/order';
import { cancelOrderAt, keepRefunds, refundedUnits, refundOrder } from '#core/orders/refund-order';
import type { CustomerStore } from '#core/ports/customer-store';
import type { ImportStore } from '#core/ports/import-store';
import type { OrderStore } from '#core/ports/order-store';
import type { Page, PageRequest } from '#core/ports/page';
import type { ProductStore } from '#core/ports/product-store';
import { ConflictError, InvalidCursorError } from '#core/ports/store-errors';
import type { UpsertOutcome } from '#core/ports/upsert';

/** Stores of a shop's own data in memory, with the semantics of their ports. */

const name = (...parts: readonly string[]): string => JSON.stringify(parts);

interface Kept<T> {
  readonly value: T;
  readonly derived: boolean;
}

const withoutUndefined = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const contentOf = ({ updatedAt: _, refundIds: __, ...content }: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));

const upsert = <T extends { updatedAt: string }>(
  kept: Map<string, Kept<T>>,
  key: string,
  given: T,
  { dryRun = false, derived = false },
): UpsertOutcome['status'] => {
  const before = kept.get(key);
  const write = (status: UpsertOutcome['status']) => {
    if (!dryRun) kept.set(key, { value: withoutUndefined(given), derived });
    return status;
  };
  if (!before) return write('created');
  if (derived && !before.derived) return 'unchanged';
  if (before.derived && !derived) return write('updated');
  if (given.updatedAt < before.value.updatedAt) return 'stale';
  return write(contentOf(withoutUndefined({ ...given })) === contentOf({ ...before.value }) ? 'unchanged' : 'updated');
};

const pageOf = <T>(all: readonly T[], { limit, cursor }: PageRequest, scope: string): Page<T> => {
  const [owner, start = '0'] = cursor === undefined ? [scope] : cursor.split('|');
  if (owner !== scope) throw new InvalidCursorError();
  const end = Number(start) + limit;
  return { data: all.slice(Number(start), end), nextCursor: end < all.length ? `${scope}|${end}` : null };
};

const byKey = <T>(kept: ReadonlyMap<string, Kept<T>>, companyId: string): T[] =>
  [...kept]
    .filter(([key]) => JSON.parse(key)[0] === companyId)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { value }]) => value);

export const memoryProductStore = (): ProductStore => {
  const kept = new Map<string, Kept<Product>>();
  return {
    get: async (companyId, productId) => kept.get(name(companyId, productId))?.value,
    getMany: async (companyId, ids) => [...new Set(ids)].flatMap((id) => kept.get(name(companyId, id))?.value ?? []),
    upsertMany: async (companyId, products, options = {}) =>
      products.map((product) => ({
        id: product.productId,
        status: upsert(kept, name(companyId, product.productId), product, options),
      })),
    deleteMany: async (companyId, ids) => new Set(ids.filter((id) => kept.delete(name(companyId, id)))),
    list: async (companyId, page) => pageOf(byKey(kept, companyId), page, `products:${companyId}`),
    streamAll: async function* (companyId) {
      yield* byKey(kept, companyId);
    },
  };
};

export const memoryOrderStore = (): OrderStore => {
  const kept = new Map<string, Kept<Order>>();
  const byTime = (companyId: string): Order[] =>
    byKey(kept, companyId).sort((a, b) => (a.orderedAt < b.orderedAt ? -1 : Number(a.orderedAt > b.orderedAt)));
  const save = (companyId: string, order: Order): Order => {
    kept.set(name(companyId, order.orderId), { value: withoutUndefined(order), derived: false });
    return order;
  };
  return {
    get: async (companyId, orderId) => kept.get(name(companyId, orderId))?.value,
    upsertMany: async (companyId, orders, options = {}) =>
      orders.map((order) => {
        const before = kept.get(name(companyId, order.orderId))?.value;
        const refundIds = [...new Set([...(before?.refundIds ?? []), ...(order.refundIds ?? [])])].sort();
        const refunded = before?.refundIds ? refundedUnits(before.lines) : {};
        const whole = { ...keepRefunds(order, refunded), refundIds: refundIds.length > 0 ? refundIds : undefined };
        return { id: order.orderId, status: upsert(kept, name(companyId, order.orderId), whole, options) };
      }),
    refund: async (companyId, orderId, refund) => {
      const order = kept.get(name(companyId, orderId))?.value;
      if (!order) return undefined;
      const isKnown = order.refundIds?.includes(refund.refundId) ?? false;
      if (order.status === 'cancelled' && !isKnown) throw new ConflictError(`Order ${orderId} is cancelled`);
      const result = refundOrder(order, refund);
      if (result.kind === 'refunded') save(companyId, result.order);
      return result;
    },
    cancel: async (companyId, orderId, cancelledAt) => {
      const order = kept.get(name(companyId, orderId))?.value;
      return order && save(companyId, cancelOrderAt(order, cancelledAt));
    },
    anonymise: async (companyId, orderId, now) => {
      const order = kept.get(name(companyId, orderId))?.value;
      if (order) save(companyId, withoutBuyer(order, now));
    },
    months: async (companyId) => [...new Set(byTime(companyId).map((order) => order.orderedAt.slice(0, 7)))],
    streamBetween: async function* (companyId, from, until) {
      yield* byTime(companyId).filter(({ orderedAt }) => from <= orderedAt && orderedAt < until);
    },
    streamMonth: async function* (companyId, month) {
      yield* byTime(companyId).filter((order) => order.orderedAt.startsWith(month));
    },
    streamOfCustomer: async function* (companyId, customerId) {
      yield* byTime(companyId)
        .filter((order) => order.customerId === customerId)
        .reverse();
    },
  };
};

export const memoryCustomerStore = (): CustomerStore => {
  const kept = new Map<string, Kept<Customer>>();
  return {
    get: async (companyId, customerId) => kept.get(name(companyId, customerId))?.value,
    upsertMany: async (companyId, customers, options = {}) =>
      customers.map((customer) => ({
        id: customer.customerId,
        status: upsert(kept, name(companyId, customer.customerId), customer, options),
      })),
  };
};

export const memoryImportStore = (): ImportStore => {
  const jobs = new Map<string, ImportJob>();
  const steps = new Map<string, Set<string>>();
  const keyOf = ({ companyId, importId }: { companyId: string; importId: string }) => name(companyId, importId);
  const change = (ref: { companyId: string; importId: string }, changes: Partial<ImportJob>): ImportJob => {
    const job = { ...jobs.get(keyOf(ref))!, ...changes };
    jobs.set(keyOf(ref), job);
    return job;
  };
  return {
    create: async (job) => {
      if (jobs.has(keyOf(job))) throw new ConflictError(`There is an import ${job.importId}`);
      jobs.set(keyOf(job), job);
    },
    get: async (ref) => {
      const job = jobs.get(keyOf(ref));
      return job && { ...job, stepsDone: steps.get(keyOf(ref))?.size ?? 0 };
    },
    list: async (companyId, page) => {
      const own = [...jobs.values()].filter((job) => job.companyId === companyId);
      return pageOf(
        own.sort((a, b) => (a.importId < b.importId ? 1 : -1)),
        page,
        `imports:${companyId}`,
      );
    },
    start: async (job, { dryRun, uploadTag, now }) => {
      const current = jobs.get(keyOf(job));
      if (!current || !isStartable(job, now) || current.attempt !== job.attempt) throw new ConflictError('It runs');
      steps.delete(keyOf(job));
      const fresh = { counts: noCounts, rejections: [], sample: [], reportKey: null, failure: null, stepsTotal: 0 };
      return change(job, { ...fresh, status: 'running', dryRun, uploadTag, attempt: job.attempt + 1, updatedAt: now });
    },
    plan: async (ref, stepsTotal, now) => void change(ref, { stepsTotal, updatedAt: now }),
    countStep: async (ref, step, now) => {
      steps.set(keyOf(ref), (steps.get(keyOf(ref)) ?? new Set()).add(step));
      change(ref, { updatedAt: now });
    },
    finish: async (ref, outcome, now) => void change(ref, { ...outcome, status: 'succeeded', updatedAt: now }),
    fail: async (ref, failure, now) => void change(ref, { failure, status: 'failed', updatedAt: now }),
    redact: async (ref, { reportKey, sample }) => void change(ref, { reportKey, sample }),
  };
};
