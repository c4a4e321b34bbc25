import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { hashEmail, makeCustomerStore } from '#adapters/dynamodb/customer-store';
import { makeImportStore } from '#adapters/dynamodb/import-store';
import { keys } from '#adapters/dynamodb/keys';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { makeProductStore } from '#adapters/dynamodb/product-store';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import type { Table } from '#adapters/dynamodb/table';
import type { Product } from '#core/catalog/product';
import { newImportJob } from '#core/imports/new-import-job';
import type { Order } from '#core/orders/order';
import type { CustomerStore } from '#core/ports/customer-store';
import type { ImportStore } from '#core/ports/import-store';
import type { OrderStore } from '#core/ports/order-store';
import type { ProductStore } from '#core/ports/product-store';
import { ConflictError, InvalidCursorError } from '#core/ports/store-errors';
import {
  memoryCustomerStore,
  memoryImportStore,
  memoryOrderStore,
  memoryProductStore,
} from '#test/support/memory-shop-stores';
import { withTable } from '#test/support/with-table';

const at = (day: number): string => `2026-05-${String(day).padStart(2, '0')}T10:00:00.000Z`;

const product = (productId: string, changes: Partial<Product> = {}): Product => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: ['Kitchen'],
  prices: [{ amount: 1250, currency: 'EUR' }],
  status: 'active',
  attributes: { colour: 'red' },
  tags: [],
  updatedAt: at(1),
  ...changes,
});

const order = (orderId: string, changes: Partial<Order> = {}): Order => ({
  orderId,
  customerId: 'anna',
  status: 'placed',
  currency: 'EUR',
  lines: [{ productId: 'cup', quantity: 3, refundedQuantity: 0, unitPrice: { amount: 500, currency: 'EUR' } }],
  orderedAt: at(1),
  updatedAt: at(1),
  ...changes,
});

const statuses = (outcomes: readonly { status: string }[]): string[] => outcomes.map(({ status }) => status);

const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

interface Stores {
  readonly products: ProductStore;
  readonly orders: OrderStore;
  readonly customers: CustomerStore;
  readonly imports: ImportStore;
}

type Run = (title: string, test: (stores: Stores) => Promise<void>) => void;

const itKeepsItsGuarantees = (run: Run): void => {
  describe('products', () => {
    run(
      'says of each write what became of it; the same again is unchanged and an older one is stale',
      async ({ products }) => {
        const write = (...given: Product[]) => products.upsertMany('p1', given).then(statuses);
        expect(await write(product('a'), product('b'))).toEqual(['created', 'created']);
        expect(await write(product('a'), product('b', { title: 'New', updatedAt: at(2) }))).toEqual([
          'unchanged',
          'updated',
        ]);
        expect(await write(product('b', { title: 'Old' }))).toEqual(['stale']);
        expect((await products.get('p1', 'b'))?.title).toBe('New');
      },
    );

    run('ignores a late update although a newer one had the same content as the one before', async ({ products }) => {
      await products.upsertMany('p2', [product('a')]);
      await products.upsertMany('p2', [product('a', { updatedAt: at(3) })]);
      expect(statuses(await products.upsertMany('p2', [product('a', { title: 'Late', updatedAt: at(2) })]))).toEqual([
        'stale',
      ]);
    });

    run('takes one id several times in the order given', async ({ products }) => {
      const given = [product('a'), product('a', { title: 'Second', updatedAt: at(2) }), product('a')];
      expect(statuses(await products.upsertMany('p3', given))).toEqual(['created', 'updated', 'stale']);
      expect((await products.get('p3', 'a'))?.title).toBe('Second');
    });

    run('writes nothing in a dry run', async ({ products }) => {
      expect(statuses(await products.upsertMany('p4', [product('a')], { dryRun: true }))).toEqual(['created']);
      expect(await products.get('p4', 'a')).toBeUndefined();
    });

    run('never lets a product made from order lines replace one that the store described', async ({ products }) => {
      await products.upsertMany('p5', [product('a')]);
      const derived = [product('a', { title: 'From lines', updatedAt: at(9) }), product('b', { updatedAt: at(9) })];
      expect(statuses(await products.upsertMany('p5', derived, { derived: true }))).toEqual(['unchanged', 'created']);
      expect((await products.get('p5', 'a'))?.title).toBe('Product a');
      expect(statuses(await products.upsertMany('p5', [product('b', { title: 'Described' })]))).toEqual(['updated']);
      expect((await products.get('p5', 'b'))?.title).toBe('Described');
    });

    run('reads many in the order asked, each once, and leaves out what is not there', async ({ products }) => {
      await products.upsertMany('p6', [product('a'), product('b')]);
      const found = await products.getMany('p6', ['b', 'zzz', 'a', 'b']);
      expect(found.map(({ productId }) => productId)).toEqual(['b', 'a']);
      expect(found[1]).toEqual(product('a'));
    });

    run('says which of the deleted ones existed', async ({ products }) => {
      await products.upsertMany('p7', [product('a')]);
      expect(await products.deleteMany('p7', ['a', 'b'])).toEqual(new Set(['a']));
      expect(await products.get('p7', 'a')).toBeUndefined();
    });

    run('pages and streams every product of the company by id and none of another', async ({ products }) => {
      const ids = Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(3, '0')}`);
      await products.upsertMany(
        'p8',
        ids.toReversed().map((id) => product(id)),
      );
      await products.upsertMany('p8-other', [product('foreign')]);
      const first = await products.list('p8', { limit: 25 });
      const second = await products.list('p8', { limit: 50, cursor: first.nextCursor ?? undefined });
      expect([...first.data, ...second.data].map(({ productId }) => productId)).toEqual(ids);
      expect(second.nextCursor).toBeNull();
      expect((await collect(products.streamAll('p8'))).map(({ productId }) => productId)).toEqual(ids);
      await expect(products.list('p8-other', { limit: 5, cursor: first.nextCursor! })).rejects.toThrow(
        InvalidCursorError,
      );
    });
  });

  describe('orders', () => {
    run('reads an order back as it was written', async ({ orders }) => {
      await orders.upsertMany('o1', [order('1')]);
      expect(await orders.get('o1', '1')).toEqual(order('1'));
      expect(await orders.get('o1', '2')).toBeUndefined();
    });

    run('keeps an order of 1,114 lines whole', async ({ orders }) => {
      const lines = Array.from({ length: 1114 }, (_, index) => ({
        productId: `a-rather-long-product-code-${index}`,
        quantity: index + 1,
        refundedQuantity: 0,
        unitPrice: { amount: index * 7 + 1, currency: 'EUR' },
      }));
      await orders.upsertMany('o2', [order('big', { lines })]);
      expect((await orders.get('o2', 'big'))?.lines).toEqual(lines);
    });

    run('counts a refund once per refund id, and refuses more than was kept', async ({ orders }) => {
      await orders.upsertMany('o3', [order('1')]);
      const refund = { refundId: 'r1', lines: [{ productId: 'cup', quantity: 2 }], refundedAt: at(2) };
      await orders.refund('o3', '1', refund);
      const again = await orders.refund('o3', '1', refund);
      expect(again?.kind === 'refunded' && again.order.lines[0]?.refundedQuantity).toBe(2);
      const tooMuch = await orders.refund('o3', '1', { ...refund, refundId: 'r2' });
      expect(tooMuch).toEqual({ kind: 'exceeds', productId: 'cup', asked: 2, kept: 1 });
      expect(await orders.refund('o3', 'none', refund)).toBeUndefined();
    });

    run('loses no refund when two arrive at once', async ({ orders }) => {
      await orders.upsertMany('o4', [order('1')]);
      const refunds = ['r1', 'r2', 'r3'].map((refundId) =>
        orders.refund('o4', '1', { refundId, lines: [{ productId: 'cup', quantity: 1 }], refundedAt: at(2) }),
      );
      await Promise.all(refunds);
      expect((await orders.get('o4', '1'))?.lines[0]?.refundedQuantity).toBe(3);
    });

    run('treats an order without the refund, sent again, as stale', async ({ orders }) => {
      await orders.upsertMany('o5', [order('1')]);
      await orders.refund('o5', '1', { refundId: 'r1', lines: [{ productId: 'cup', quantity: 1 }], refundedAt: at(2) });
      expect(statuses(await orders.upsertMany('o5', [order('1')]))).toEqual(['stale']);
    });

    run('keeps a refund when the store sends the order anew without it', async ({ orders }) => {
      await orders.upsertMany('o5', [order('2')]);
      await orders.refund('o5', '2', { refundId: 'r1', lines: [{ productId: 'cup', quantity: 1 }], refundedAt: at(2) });
      const anew = order('2', { sessionId: 's1', updatedAt: at(3) });
      expect(statuses(await orders.upsertMany('o5', [anew]))).toEqual(['updated']);
      const kept = await orders.get('o5', '2');
      expect(kept).toMatchObject({ sessionId: 's1', refundIds: ['r1'], lines: [{ refundedQuantity: 1 }] });
      expect(statuses(await orders.upsertMany('o5', [{ ...anew, updatedAt: at(4) }]))).toEqual(['unchanged']);
    });

    run('cancels once, and refunds nothing of a cancelled order', async ({ orders }) => {
      await orders.upsertMany('o6', [order('1')]);
      const first = await orders.cancel('o6', '1', at(2));
      expect(await orders.cancel('o6', '1', at(3))).toEqual(first);
      expect(first).toMatchObject({ status: 'cancelled', updatedAt: at(2) });
      const refund = { refundId: 'r1', lines: [{ productId: 'cup', quantity: 1 }], refundedAt: at(4) };
      await expect(orders.refund('o6', '1', refund)).rejects.toThrow(ConflictError);
    });

    run('streams months by time and customers newest first', async ({ orders }) => {
      const times = ['2026-04-30T23:59:59.000Z', '2026-05-02T00:00:00.000Z', '2026-05-01T00:00:00.000Z'];
      await orders.upsertMany(
        'o7',
        times.map((time, i) => order(`o${i}`, { orderedAt: time, updatedAt: time })),
      );
      await orders.upsertMany('o7', [order('guest', { customerId: undefined, orderedAt: times[1]! })]);
      expect(await orders.months('o7')).toEqual(['2026-04', '2026-05']);
      const may = await collect(orders.streamMonth('o7', '2026-05'));
      expect(may.map(({ orderedAt }) => orderedAt)).toEqual([times[2], times[1], times[1]]);
      const ofAnna = await collect(orders.streamOfCustomer('o7', 'anna'));
      expect(await collect(orders.streamOfCustomer('o7', 'anna', 1))).toEqual(ofAnna);
      expect(ofAnna.map(({ orderId }) => orderId)).toEqual(['o1', 'o2', 'o0']);
    });
  });

  describe('customers', () => {
    run('keeps the newest version of a customer', async ({ customers }) => {
      const anna = {
        customerId: 'anna',
        emailHash: hashEmail('key', 'Anna@Example.com'),
        segments: [],
        updatedAt: at(2),
      };
      expect(statuses(await customers.upsertMany('c1', [anna]))).toEqual(['created']);
      expect(statuses(await customers.upsertMany('c1', [anna]))).toEqual(['unchanged']);
      expect(statuses(await customers.upsertMany('c1', [{ ...anna, segments: ['vip'], updatedAt: at(1) }]))).toEqual([
        'stale',
      ]);
      expect(await customers.get('c1', 'anna')).toEqual(anna);
    });
  });

  describe('import jobs', () => {
    const job = (companyId: string, now: string) =>
      newImportJob({
        companyId,
        kind: 'orders',
        format: 'csv',
        compressed: false,
        mapping: {},
        defaults: {},
        randomId: 'ABCDEFGHIJ',
        now,
      });

    run('starts a job once at a time, and again after it failed', async ({ imports }) => {
      const waiting = job('i1', at(1));
      await imports.create(waiting);
      await expect(imports.create(waiting)).rejects.toThrow(ConflictError);
      const start = { dryRun: false, uploadTag: 'tag', now: at(2) };
      const running = await imports.start(waiting, start);
      expect(running).toMatchObject({ status: 'running', attempt: 1, uploadTag: 'tag' });
      await expect(imports.start(waiting, start)).rejects.toThrow(ConflictError);
      await expect(imports.start(running, start)).rejects.toThrow(ConflictError);
      await imports.fail(running, 'It broke', at(3));
      const failed = await imports.get(running);
      expect(failed).toMatchObject({ status: 'failed', failure: 'It broke' });
      expect(await imports.start(failed!, start)).toMatchObject({ attempt: 2, failure: null });
    });

    run('counts a step once by its name, and anew in the next attempt', async ({ imports }) => {
      const waiting = job('i2', at(1));
      await imports.create(waiting);
      await imports.start(waiting, { dryRun: true, uploadTag: 'tag', now: at(2) });
      await imports.plan(waiting, 3, at(2));
      for (const step of ['plan', 'apply-0', 'apply-0']) await imports.countStep(waiting, step, at(2));
      expect(await imports.get(waiting)).toMatchObject({ stepsTotal: 3, stepsDone: 2 });
      await imports.fail(waiting, 'It broke', at(3));
      await imports.start((await imports.get(waiting))!, { dryRun: true, uploadTag: 'tag', now: at(4) });
      expect(await imports.get(waiting)).toMatchObject({ stepsTotal: 0, stepsDone: 0 });
    });

    run('lists jobs newest first, page by page', async ({ imports }) => {
      for (const day of [1, 3, 2]) await imports.create(job('i3', at(day)));
      const first = await imports.list('i3', { limit: 2 });
      const second = await imports.list('i3', { limit: 2, cursor: first.nextCursor ?? undefined });
      expect([...first.data, ...second.data].map(({ createdAt }) => createdAt)).toEqual([at(3), at(2), at(1)]);
    });
  });
};

describe('shop stores in memory', () => {
  itKeepsItsGuarantees((title, test) =>
    it(title, () =>
      test({
        products: memoryProductStore(),
        orders: memoryOrderStore(),
        customers: memoryCustomerStore(),
        imports: memoryImportStore(),
      }),
    ),
  );
});

describe('shop stores on the table', () => {
  const onTable = withTable();
  const storesOn = (table: Table): Stores => ({
    products: makeProductStore(table),
    orders: makeOrderStore(table),
    customers: makeCustomerStore(table),
    imports: makeImportStore(table),
  });
  itKeepsItsGuarantees((title, test) => onTable(title, (table) => test(storesOn(table))));

  onTable('keeps an order of 1,114 lines far below the item limit', async (table) => {
    const lines = Array.from({ length: 1114 }, (_, index) => ({
      productId: `${index * 7919}-PRODUCT-CODE`,
      quantity: (index % 48) + 1,
      refundedQuantity: 0,
      unitPrice: { amount: (index * 613) % 9999, currency: 'EUR' },
    }));
    await makeOrderStore(table).upsertMany('size', [order('big', { lines })]);
    const Key = keys.order('size', 'big');
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
    expect((Item!.lines as Uint8Array).length).toBeLessThan(40_000);
  });

  onTable(
    "keeps what a customer bought through repeats, refunds, cancellations and other people's orders",
    async (table) => {
      const store = makeOrderStore(table);
      const pastBaskets = async () =>
        (await makeShopperStore(table).shopper('past', { customerId: 'anna' })).pastBaskets;
      const cup = order('1', { orderedAt: at(1) });
      const pot = { ...cup.lines[0]!, productId: 'pot' };
      const later = order('2', { orderedAt: at(2), lines: [pot, cup.lines[0]!] });
      await store.upsertMany('past', [
        later,
        cup,
        order('3', { customerId: 'bert' }),
        order('4', { customerId: undefined }),
      ]);
      await store.upsertMany('past', [cup, later]);
      expect(await pastBaskets()).toEqual([['pot', 'cup'], ['cup']]);
      await store.refund('past', '2', {
        refundId: 'r1',
        lines: [{ productId: 'cup', quantity: 3 }],
        refundedAt: at(3),
      });
      expect(await pastBaskets()).toEqual([['pot'], ['cup']]);
      await store.upsertMany('past', [{ ...later, updatedAt: at(4) }]);
      expect(await pastBaskets()).toEqual([['pot'], ['cup']]);
      await store.cancel('past', '1', at(4));
      await store.upsertMany('past', [cup]);
      expect(await pastBaskets()).toEqual([['pot']]);
    },
  );

  onTable('loses no purchase when many orders of a customer arrive at once', async (table) => {
    const store = makeOrderStore(table);
    const days = [1, 2, 3, 4, 5, 6];
    await Promise.all(days.map((day) => store.upsertMany('rush', [order(`o${day}`, { orderedAt: at(day) })])));
    const { pastBaskets } = await makeShopperStore(table).shopper('rush', { customerId: 'anna' });
    expect(pastBaskets).toHaveLength(days.length);
  });

  onTable('makes good what a writer left undone that died between order and history', async (table) => {
    const store = makeOrderStore(table);
    await store.upsertMany('died', [order('1')]);
    await table.client.send(
      new DeleteCommand({ TableName: table.tableName, Key: keys.customerPurchases('died', 'anna') }),
    );
    await store.upsertMany('died', [order('1')]);
    const { pastBaskets } = await makeShopperStore(table).shopper('died', { customerId: 'anna' });
    expect(pastBaskets).toEqual([['cup']]);
  });

  onTable('holds an e-mail address in no form that could be read', async (table) => {
    const emailHash = hashEmail('key', 'Anna@Example.com');
    await makeCustomerStore(table).upsertMany('mail', [
      { customerId: 'anna', emailHash, segments: [], updatedAt: at(1) },
    ]);
    const Key = keys.customer('mail', 'anna');
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
    expect(JSON.stringify(Item)).not.toMatch(/example\.com/i);
    expect(emailHash).toBe(hashEmail('key', ' anna@example.com '));
    expect(emailHash).not.toBe(hashEmail('other key', 'anna@example.com'));
  });

  onTable('lets exactly one of two simultaneous first writes create, and keeps the newer', async (table) => {
    const store = makeProductStore(table);
    const writes = Array.from({ length: 6 }, (_, index) =>
      store.upsertMany('race', [product('a', { title: `Version ${index}`, updatedAt: at(index + 1) })]),
    );
    const outcomes = (await Promise.all(writes)).flat();
    expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(1);
    expect((await store.get('race', 'a'))?.title).toBe('Version 5');
  });
});
