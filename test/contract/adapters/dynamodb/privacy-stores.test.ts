import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { makeCustomerStore } from '#adapters/dynamodb/customer-store';
import { makeErasedPeople } from '#adapters/dynamodb/erased-people-store';
import { makeIdempotencyStore } from '#adapters/dynamodb/idempotency-store';
import { makeOrderStore } from '#adapters/dynamodb/order-store';
import { erasedDays, makePersonItems } from '#adapters/dynamodb/person-item-store';
import { makePrivacyJobStore } from '#adapters/dynamodb/privacy-job-store';
import { makeQuarantineStore } from '#adapters/dynamodb/quarantine-store';
import type { Table } from '#adapters/dynamodb/table';
import type { Order } from '#core/orders/order';
import { newPrivacyJob } from '#core/privacy/privacy-job';
import { quarantineEvent } from '#core/quarantine/quarantine-event';
import { aCart } from '#test/support/offer-fixtures';
import { withTable } from '#test/support/with-table';

const companyId = 'acme-shop';
const now = new Date().toISOString();
const jane = { customerId: 'jane', sessionIds: new Set(['jane-1', 'jane-2']) };

const order = (orderId: string, changes: Partial<Order> = {}): Order => ({
  orderId,
  status: 'placed',
  currency: 'EUR',
  lines: [{ productId: 'a', quantity: 2, refundedQuantity: 0, unitPrice: { amount: 1000, currency: 'EUR' } }],
  orderedAt: '2026-05-01T10:00:00.000Z',
  updatedAt: '2026-05-01T10:00:00.000Z',
  ...changes,
});

const everything = async (table: Table, person = jane): Promise<{ type: string; data: unknown }[]> => {
  const records: { type: string; data: unknown }[] = [];
  for await (const record of makePersonItems(table).records(companyId, person)) records.push(record);
  return records;
};

describe('who was erased', () => {
  const onTable = withTable();

  onTable('is known from the moment it is remembered, by kind and company', async (table) => {
    const erased = makeErasedPeople(table);
    const asked = { customerIds: new Set(['jane', 'john']), sessionIds: new Set(['jane-1', 'jane']) };
    expect(await erased.among(companyId, asked)).toEqual({ customerIds: new Set(), sessionIds: new Set() });
    await erased.remember(companyId, { customerIds: new Set(['jane']), sessionIds: new Set(['jane-1']) }, now);
    const gone = { customerIds: new Set(['jane']), sessionIds: new Set(['jane-1']) };
    expect(await erased.among(companyId, asked)).toEqual(gone);
    expect(await erased.among('other-shop', asked)).toEqual({ customerIds: new Set(), sessionIds: new Set() });
  });

  onTable('is named by a hash that stays the same, and differs between companies', async (table) => {
    const erased = makeErasedPeople(table);
    const subject = await erased.subjectOf(companyId, 'jane');
    expect(await erased.subjectOf(companyId, 'jane')).toBe(subject);
    expect(await erased.subjectOf('other-shop', 'jane')).not.toBe(subject);
  });

  onTable('comes back neither by orders, nor by customers, nor by carts', async (table) => {
    await makeErasedPeople(table).remember('late-shop', { ...jane, customerIds: new Set(['jane']) }, now);
    const [orders, customers, carts] = [makeOrderStore(table), makeCustomerStore(table), makeCartStore(table)];
    await orders.upsertMany('late-shop', [order('o1', { customerId: 'jane', sessionId: 'x' })]);
    expect(await orders.get('late-shop', 'o1')).toEqual({
      ...order('o1'),
      customerId: undefined,
      sessionId: undefined,
      refundIds: undefined,
      anonymisedAt: order('o1').orderedAt,
    });
    const given = ['john', 'jane', 'jim'].map((customerId) => ({ customerId, segments: [], updatedAt: now }));
    expect((await customers.upsertMany('late-shop', given)).map(({ id, status }) => [id, status])).toEqual([
      ['john', 'created'],
      ['jane', 'stale'],
      ['jim', 'created'],
    ]);
    await carts.put('late-shop', { cart: aCart([['a', 1]], { cartId: 'c', sessionId: 'jane-2' }), candidates: {} });
    expect((await carts.get('late-shop', 'c'))?.cart).not.toHaveProperty('sessionId');
  });
});

describe('an order without its buyer', () => {
  const onTable = withTable();

  onTable('keeps what was bought, through refunds and versions that are sent anew', async (table) => {
    const orders = makeOrderStore(table);
    const first = order('o1', { customerId: 'jane', sessionId: 'jane-1' });
    await orders.upsertMany(companyId, [first]);
    await orders.anonymise(companyId, 'o1', now);
    await orders.anonymise(companyId, 'absent', now);
    const isAnonymous = async () => {
      const { lines, customerId, sessionId, anonymisedAt } = (await orders.get(companyId, 'o1'))!;
      expect([customerId, sessionId, anonymisedAt]).toEqual([undefined, undefined, now]);
      return lines[0]!.refundedQuantity;
    };
    expect(await isAnonymous()).toBe(0);
    const refund = { refundId: 'r', lines: [{ productId: 'a', quantity: 1 }], refundedAt: '2026-06-01T10:00:00.000Z' };
    await orders.refund(companyId, 'o1', refund);
    expect(await isAnonymous()).toBe(1);
    const again = { ...first, updatedAt: '2026-07-01T10:00:00.000Z' };
    await orders.upsertMany(companyId, [again]);
    expect(await isAnonymous()).toBe(1);
    const ofJane: Order[] = [];
    for await (const one of orders.streamOfCustomer(companyId, 'jane')) ofJane.push(one);
    expect(ofJane).toEqual([]);
  });
});

describe('what the table holds of a person', () => {
  const onTable = withTable();

  onTable('is found and deleted whole, and nobody else’s', async (table) => {
    const [items, customers, carts] = [makePersonItems(table), makeCustomerStore(table), makeCartStore(table)];
    await customers.upsertMany(
      companyId,
      ['jane', 'john'].map((customerId) => ({ customerId, segments: ['vip'], updatedAt: now })),
    );
    await makeOrderStore(table).upsertMany(companyId, [
      order('o1', { customerId: 'jane' }),
      order('o2', { customerId: 'john' }),
    ]);
    const put = (cartId: string, who: object) =>
      carts.put(companyId, { cart: aCart([['a', 1]], { cartId, ...who }), candidates: {} });
    await put('by-customer', { customerId: 'jane', sessionId: 'elsewhere' });
    await put('by-session', { sessionId: 'jane-2' });
    await put('of-john', { customerId: 'john', sessionId: 'jane-1' });
    const types = (await everything(table)).map(({ type }) => type).sort();
    expect(types).toEqual(['cart cart', 'cart cart', 'customer customer', 'customer purchases']);
    expect(await items.erase(companyId, jane)).toEqual({
      'cart cart': 2,
      'customer customer': 1,
      'customer purchases': 1,
    });
    expect([await everything(table), await items.erase(companyId, jane)]).toEqual([[], {}]);
    expect(await everything(table, { customerId: 'john', sessionIds: new Set() })).toHaveLength(3);
  });

  onTable('in quarantine and in remembered answers goes where it names the person', async (table) => {
    const [items, quarantine, idempotency] = [
      makePersonItems(table),
      makeQuarantineStore(table),
      makeIdempotencyStore(table),
    ];
    const failed = (value: unknown) =>
      quarantineEvent({
        companyId,
        source: 'api',
        value,
        faults: [{ pointer: '/type', code: 'unknown_type', message: 'is unknown' }],
        receivedAt: now,
        isBot: false,
      });
    const entries = [
      failed({ eventId: '1', customerId: 'jane' }),
      failed({ eventId: '2', sessionId: 'jane-1' }),
      failed({ eventId: '3', customerId: 'john', sessionId: 'jane-1' }),
      failed('no JSON of jane, cut'),
      failed({ eventId: '5', productId: 'jane' }),
    ];
    await quarantine.add({ companyId, entries, counterShard: 0, now });
    const scope = { scope: companyId, operationId: 'createImport', key: 'k' };
    await idempotency.begin(scope, 'hash', now);
    await idempotency.finish(scope, '{"body":{"id":"jane"}}');
    let told = 0;
    for await (const { type } of items.quarantined(companyId, jane)) told += Number(type === 'quarantined event');
    expect(told).toBe(3);
    expect(await items.eraseMentions(companyId, jane)).toEqual({ 'quarantined event': 3, 'remembered answer': 1 });
    expect(await items.eraseMentions(companyId, jane)).toEqual({ 'quarantined event': 0, 'remembered answer': 0 });
    expect((await quarantine.list(companyId, { limit: 10 })).data).toHaveLength(2);
  });

  onTable('was erased from days that are known, once each', async (table) => {
    const items = makePersonItems(table);
    for (const job of ['j1', 'j2', 'j1']) await items.markErasedDay(companyId, '2026-05-02', job);
    await items.markErasedDay(companyId, '2026-05-04', 'j1');
    expect(await erasedDays(table, companyId, '2026-05-01', '2026-05-03')).toEqual(['2026-05-02']);
    expect(await erasedDays(table, companyId, '2026-05-02', '2026-05-04')).toEqual(['2026-05-02', '2026-05-04']);
  });
});

describe('privacy jobs', () => {
  const onTable = withTable();
  const job = (randomId: string, at = now) =>
    newPrivacyJob({
      companyId,
      kind: 'erasure',
      customerId: 'jane',
      subject: 'h',
      requestedBy: 'ann',
      randomId,
      now: at,
    });

  onTable('hold the customer until they end, well or badly, and end once', async (table) => {
    const jobs = makePrivacyJobStore(table);
    const [good, bad] = [job('AAAAAAAAAA'), job('BBBBBBBBBB')];
    for (const one of [good, bad]) await jobs.create(one);
    expect((await jobs.get(good))?.customerId).toBe('jane');
    await jobs.finish(good, { counts: { session: 1 }, report: 'signed' }, now);
    await jobs.fail(good, 'too late', now);
    await jobs.fail(bad, 'broken', now);
    expect(await jobs.get(good)).toMatchObject({ status: 'succeeded', counts: { session: 1 }, report: 'signed' });
    expect(await jobs.get(bad)).toMatchObject({ status: 'failed', failure: 'broken' });
    for (const one of [good, bad]) expect(await jobs.get(one)).not.toHaveProperty('customerId');
  });

  onTable('are listed newest first, in pages, and never twice under one id', async (table) => {
    const jobs = makePrivacyJobStore(table);
    const listed = (at: string) => ({ ...job('CCCCCCCCCC', at), companyId: 'list-shop' });
    const older = listed('2026-05-01T10:00:00.000Z');
    const newer = listed('2026-05-02T10:00:00.000Z');
    for (const one of [newer, older]) await jobs.create(one);
    await expect(jobs.create(newer)).rejects.toThrow('There is a job');
    const first = await jobs.list('list-shop', { limit: 1 });
    const second = await jobs.list('list-shop', { limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ jobId }) => jobId)).toEqual([newer.jobId, older.jobId]);
  });
});
