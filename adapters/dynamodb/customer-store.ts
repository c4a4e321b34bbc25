import { createHmac } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Customer } from '#core/catalog/customer';
import type { CustomerStore } from '#core/ports/customer-store';
import type { UpsertOptions, UpsertOutcome } from '#core/ports/upsert';
import { idsOfRecords } from '#core/privacy/person';
import { contentHash } from './content-hash.ts';
import { makeErasedPeople } from './erased-people-store.ts';
import { indexKeys, keys } from './keys.ts';
import type { Table } from './table.ts';
import { type Upsert, upsertNewest } from './upsert-newest.ts';

type Item = Record<string, unknown>;

/** `secret` is the company's signing key. */
export type HashEmail = (secret: string, email: string) => string;

/** Keyed hash of an e-mail address: equal within a company, of no use outside it. */
export const hashEmail: HashEmail = (secret, email) =>
  createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('base64url');

export const fromItem = (item: Item): Customer => ({
  customerId: String(item.customerId),
  emailHash: item.emailHash as string | undefined,
  segments: item.segments as string[],
  updatedAt: String(item.updatedAt),
});

export const toUpsert = (companyId: string, customer: Customer): Upsert => {
  const { updatedAt, ...content } = customer;
  return {
    id: customer.customerId,
    key: keys.customer(companyId, customer.customerId),
    updatedAt,
    contentHash: contentHash(content),
    attributes: () => ({ ...content, ...indexKeys.customers(companyId, customer.customerId) }),
  };
};

/** Somebody who was erased lately is not written: whatever comes of them is older than that. */
const upsertMany = async (
  table: Table,
  companyId: string,
  customers: readonly Customer[],
  options?: UpsertOptions,
): Promise<UpsertOutcome[]> => {
  const { customerIds } = await makeErasedPeople(table).among(companyId, idsOfRecords(customers));
  const known = customers.filter(({ customerId }) => !customerIds.has(customerId));
  const upserts = known.map((customer) => toUpsert(companyId, customer));
  const outcomes = (await upsertNewest(table, upserts, options)).values();
  return customers.map(({ customerId }) =>
    customerIds.has(customerId) ? { id: customerId, status: 'stale' } : outcomes.next().value!,
  );
};

export const makeCustomerStore = (table: Table): CustomerStore => ({
  get: async (companyId, customerId) => {
    const Key = keys.customer(companyId, customerId);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
    return Item && fromItem(Item);
  },
  upsertMany: (companyId, customers, options) => upsertMany(table, companyId, customers, options),
});
