import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { makeDocumentClient } from '#adapters/clients';
import { makeShelfReader } from '#adapters/dynamodb/cached-shelf-reader';
import { keys } from '#adapters/dynamodb/keys';
import { priceCart } from '#core/pricing/price-cart';

const dynamo = mockClient(DynamoDBDocumentClient);
const table = { client: makeDocumentClient(), tableName: 'main' };

beforeEach(() => {
  dynamo.reset();
  dynamo.on(BatchGetCommand).resolves({ Responses: { main: [] } });
});

const keysRead = (): number[] =>
  dynamo.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.main?.Keys?.length ?? 0);

describe('reading shelves', () => {
  it('costs one batch for what a tier, an offer or a cart of 50 lines needs, and nothing the next time', async () => {
    const reader = makeShelfReader(table);
    const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
    await reader.read('acme', ids, ['card', 'bulkDiscount']);
    await reader.read('acme', ids, ['card', 'bulkDiscount']);
    expect(keysRead()).toEqual([100]);
  });

  it('costs two batches at once for the largest cart', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `p${index}`);
    await makeShelfReader(table).read('acme', ids, ['card', 'bulkDiscount']);
    expect(keysRead()).toEqual([100, 100]);
  });

  it('gives tiers as pricing takes them, floors that older items lack included', async () => {
    const tiers = [{ minQuantity: 2, type: 'PERCENTAGE', value: 1000, enabled: true }];
    const item = { ...keys.bulkDiscount('acme', 'mug'), productId: 'mug', value: { tiers }, version: 3 };
    dynamo.on(BatchGetCommand).resolves({ Responses: { main: [item] } });
    const { shelves } = await makeShelfReader(table).read('acme', ['mug'], ['bulkDiscount']);
    const discount = shelves.get('mug')?.bulkDiscount;
    expect(discount).toEqual({ productId: 'mug', tiers, floorPrices: [] });
    const line = { productId: 'mug', quantity: 2, listPrice: { amount: 1000, currency: 'EUR' } };
    const context = { currency: 'EUR', now: '2026-06-01T00:00:00.000Z', customerGroups: [] };
    expect(priceCart([line], new Map([['mug', discount!]]), context).total.amount).toBe(1800);
  });
});
