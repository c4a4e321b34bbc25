import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { issueApiKey } from '#contracts/api/api-keys';
import { putCart } from '#contracts/api/carts';
import { batchUpsertProducts } from '#contracts/api/catalog';
import { createCompany } from '#contracts/api/companies';
import { recordEvents } from '#contracts/api/events';
import { createExperiment, startExperiment } from '#contracts/api/experiments';
import { putFlags } from '#contracts/api/flags';
import { batchUpsertOrders, cancelOrder, refundOrder } from '#contracts/api/orders';
import {
  getAlsoBought,
  getFrequentlyViewed,
  getProductRecommendations,
  getYouMightLike,
} from '#contracts/api/recommendations';
import { getCartOffers } from '#contracts/api/upsell';
import { createRule } from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import type { RuleDraft } from '#core/rules/targeting-rule';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import type { LocalCloudProcess } from '#test/support/local-cloud';
import { weekTimeZone } from '#test/support/simulated-week/week-calendar';
import { weekCatalog } from '#test/support/simulated-week/week-catalog';
import type { OrderAct, ShownList, ShownOffer } from '#test/support/simulated-week/week-truth';

export const weekUser = { sub: 'olga', email: 'olga@example.com', name: 'Olga', password: 'secret' };

/** Lists that pages of the shop show. */
export const listOperations: readonly Operation[] = [
  getProductRecommendations,
  getAlsoBought,
  getYouMightLike,
  getFrequentlyViewed,
];

export interface ListWish {
  readonly operation: Operation;
  readonly productId: string;
  readonly currency: string;
  readonly sessionId?: string;
  readonly customerId?: string;
}

export interface CartWish {
  readonly cartId: string;
  readonly sessionId: string;
  readonly customerId?: string;
  readonly currency: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export interface StreamText {
  readonly partitionKey: string;
  readonly text: string;
}

const mostRecordsTogether = 500;

/** The store over HTTP: its owner, its server and its pages. */
export interface WeekShop {
  readonly companyId: string;
  readonly experimentId: string;
  readonly ruleIds: readonly string[];
  list(wish: ListWish): Promise<ShownList>;
  offers(wish: CartWish): Promise<readonly ShownOffer[]>;
  /** @throws Error when the cloud does not answer, or not with 202 */
  sendEvents(events: readonly unknown[], userAgent?: string): Promise<void>;
  tell(act: OrderAct): Promise<void>;
  asMember<T>(operation: Operation, call?: OperationCall): Promise<T>;
  /** Past the API, as records of the stream. */
  putRecords(records: readonly StreamText[]): Promise<void>;
}

type Cloud = () => LocalCloudProcess;

const call = async <T>(cloud: LocalCloudProcess, operation: Operation, parts: OperationCall): Promise<T> => {
  const { status, text } = await callOperation(cloud.apiUrl, operation, parts);
  if (status >= 500) {
    const faults = cloud.logs().filter((line) => line.includes('ERROR'));
    throw new Error(`${operation.id} answered ${status}: ${text}\n${faults.slice(-3).join('\n')}`);
  }
  if (status >= 300) throw new Error(`${operation.id} answered ${status}: ${text}`);
  return JSON.parse(text === '' ? 'null' : text) as T;
};

const caller =
  (cloud: Cloud, companyId: string) =>
  async <T>(operation: Operation, parts: OperationCall = {}): Promise<T> => {
    // Signed in anew: the clock may have gone on by a day.
    const token = await cloud().issueToken(weekUser.sub);
    return call<T>(cloud(), operation, { ...parts, token, query: { companyId, ...parts.query } });
  };

type Member = ReturnType<typeof caller>;

const variants = ['small', 'large'] as const;

/** A rule for all shoppers, and one for each variant of the experiment. */
const ruleDrafts = (experimentId: string): Pick<RuleDraft, 'name' | 'conditions' | 'offer'>[] => [
  {
    name: 'A book with everything',
    conditions: { type: 'cart-total', currency: 'EUR', atLeast: 1 },
    offer: { type: 'CROSS_SELL', productIds: ['books-1', 'books-2'], percentOff: 500 },
  },
  ...variants.map((variant, index) => ({
    name: `Toy, ${variant} discount`,
    conditions: { type: 'experiment-variant' as const, experimentId, variants: [variant] },
    offer: { type: 'CROSS_SELL' as const, productIds: ['toys-0', 'toys-3'], percentOff: 1000 + 1500 * index },
  })),
];

const openExperiment = async (asMember: Member): Promise<{ experimentId: string; ruleIds: string[] }> => {
  const draft = {
    name: 'How much off a toy',
    variants: variants.map((variant) => ({ variant, weight: 5000 })),
    unit: 'session',
    salt: 'week',
    leastDays: 1,
    leastUnits: 100,
  };
  const { experimentId } = await asMember<{ experimentId: string }>(createExperiment, { body: draft });
  const ruleIds: string[] = [];
  for (const body of ruleDrafts(experimentId)) {
    ruleIds.push((await asMember<{ ruleId: string }>(createRule, { body })).ruleId);
  }
  await asMember(startExperiment, { params: { experimentId } });
  return { experimentId, ruleIds };
};

const kinesisOf = ({ endpoints }: LocalCloudProcess): KinesisClient =>
  new KinesisClient({
    endpoint: endpoints.kinesis,
    region: 'us-east-1',
    requestHandler: new NodeHttpHandler(),
    credentials: { accessKeyId: 'root', secretAccessKey: 'local' },
  });

const putRecords = async (cloud: LocalCloudProcess, records: readonly StreamText[]): Promise<void> => {
  const kinesis = kinesisOf(cloud);
  for (let start = 0; start < records.length; start += mostRecordsTogether) {
    const Records = records
      .slice(start, start + mostRecordsTogether)
      .map(({ partitionKey, text }) => ({ PartitionKey: partitionKey, Data: Buffer.from(text) }));
    await kinesis.send(new PutRecordsCommand({ StreamName: cloud.outputs.EventStreamName, Records }));
  }
  kinesis.destroy();
};

interface OfferBody extends Omit<ShownOffer, 'discount' | 'productIds'> {
  readonly products: readonly { readonly productId: string }[];
  readonly priceEffect: {
    readonly cartTotal: ShownOffer['discount'];
    readonly saving: ShownOffer['discount'] | null;
  };
}

const shownOffer = ({ products, priceEffect, ...offer }: OfferBody): ShownOffer => ({
  ...offer,
  discount: priceEffect.saving ?? { ...priceEffect.cartTotal, amount: 0 },
  productIds: products.map(({ productId }) => productId),
});

const tellOrder = (cloud: LocalCloudProcess, token: string, act: OrderAct): Promise<unknown> => {
  if (act.kind === 'send') return call(cloud, batchUpsertOrders, { token, body: { orders: [act.order] } });
  const { kind, orderId, ...body } = act;
  return call(cloud, kind === 'refund' ? refundOrder : cancelOrder, { token, params: { orderId }, body });
};

/** A page of the shop, which names its company and no more. */
const pageCalls = (cloud: Cloud, companyId: string): Pick<WeekShop, 'list' | 'offers' | 'sendEvents'> => ({
  list: async ({ operation, productId, currency, sessionId, customerId }) => {
    const shopper = { ...(sessionId && { sessionId }), ...(customerId && { customerId }) };
    const query = { companyId, currency, limit: '6', ...shopper };
    return { ...(await call<ShownList>(cloud(), operation, { params: { productId }, query })), currency };
  },
  offers: async ({ cartId, ...body }) => {
    const parts = { params: { cartId }, query: { companyId } };
    await call(cloud(), putCart, { ...parts, body });
    const { offers } = await call<{ offers: OfferBody[] }>(cloud(), getCartOffers, parts);
    return offers.map(shownOffer);
  },
  sendEvents: async (events, userAgent) => {
    const headers: Record<string, string> = userAgent === undefined ? {} : { 'user-agent': userAgent };
    await call(cloud(), recordEvents, { query: { companyId }, body: { events }, headers });
  },
});

/**
 * Opens a store through the API alone.
 * @param cloud the cloud as it runs now; another one after a crash
 */
export const openWeekShop = async (cloud: Cloud, companyId: string): Promise<WeekShop> => {
  const asMember = caller(cloud, companyId);
  const company = { companyId, name: 'Simulated week', currency: 'EUR', timeZone: weekTimeZone };
  await asMember(createCompany, { body: company });
  const params = { companyId };
  const { key } = await asMember<{ key: string }>(issueApiKey, { params, body: { kind: 'secret', label: 'server' } });
  const headers = { 'if-match': '"v0"' };
  await asMember(putFlags, { params, headers, body: { smart_upsell_enabled: true } });
  await call(cloud(), batchUpsertProducts, { token: key, body: { products: weekCatalog } });
  return {
    companyId,
    ...(await openExperiment(asMember)),
    ...pageCalls(cloud, companyId),
    asMember,
    tell: async (act) => {
      await tellOrder(cloud(), key, act);
    },
    putRecords: (records) => putRecords(cloud(), records),
  };
};
