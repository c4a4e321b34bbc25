import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { issueApiKey } from '#contracts/api/api-keys';
import { putAttributionSettings } from '#contracts/api/attribution';
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
import { assignVariant } from '#core/experiments/assign-variant';
import { callOperation, type OperationCall } from '#test/support/call-operation';
import type { LocalCloudProcess } from '#test/support/local-cloud';
import { weekTimeZone } from '#test/support/simulated-week/week-calendar';
import { weekCatalog } from '#test/support/simulated-week/week-catalog';
import { experimentDrafts, ruleDrafts, type WeekExperiment } from '#test/support/simulated-week/week-experiments';
import type { OrderAct, ShownList, ShownOffer } from '#test/support/simulated-week/week-truth';

export const weekUser = { sub: 'olga', email: 'olga@example.com', name: 'Olga', password: 'secret' };

/** Shorter than the week, so that touches expire in it; and lists that were shown may earn an order, too. */
export const weekAttribution = { clickWindowHours: 10, viewWindowHours: 3 };

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
  /** Who looks at the page. */
  readonly sessionId: string;
  readonly customerId?: string;
  /** True: the page says who asks; else it asks for what all share. */
  readonly isPersonal: boolean;
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
  readonly experiments: readonly WeekExperiment[];
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
  if (status < 300) return JSON.parse(text === '' ? 'null' : text) as T;
  const faults = status < 500 ? [] : cloud.logs().filter((line) => line.includes('ERROR'));
  const message = [`${operation.id} answered ${status}: ${text}`, ...faults.slice(-3)].join('\n');
  throw Object.assign(new Error(message), { status });
};

const mostAttempts = 5;

/** As shops do: what our side could not carry out is sent again. */
const callPatiently = async <T>(cloud: LocalCloudProcess, operation: Operation, parts: OperationCall): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call<T>(cloud, operation, parts);
    } catch (error) {
      if (!(Number((error as { status?: number }).status) >= 500) || attempt === mostAttempts) throw error;
    }
  }
};

const caller =
  (cloud: Cloud, companyId: string) =>
  async <T>(operation: Operation, parts: OperationCall = {}): Promise<T> => {
    // Signed in anew: the clock may have gone on by a day.
    const token = await cloud().issueToken(weekUser.sub);
    return call<T>(cloud(), operation, { ...parts, token, query: { companyId, ...parts.query } });
  };

type Member = ReturnType<typeof caller>;

interface Opened {
  readonly experiments: readonly WeekExperiment[];
  readonly ruleIds: readonly string[];
}

const openExperiments = async (asMember: Member): Promise<Opened> => {
  const drafts: { experimentId: string }[] = [];
  for (const body of experimentDrafts) drafts.push(await asMember(createExperiment, { body }));
  const ruleIds: string[] = [];
  for (const body of ruleDrafts(drafts[0]!.experimentId)) {
    ruleIds.push((await asMember<{ ruleId: string }>(createRule, { body })).ruleId);
  }
  const experiments: WeekExperiment[] = [];
  for (const { experimentId } of drafts) {
    experiments.push(await asMember<WeekExperiment>(startExperiment, { params: { experimentId } }));
  }
  return { experiments, ruleIds };
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
  if (act.kind === 'send') return callPatiently(cloud, batchUpsertOrders, { token, body: { orders: [act.order] } });
  const { kind, orderId, ...body } = act;
  return callPatiently(cloud, kind === 'refund' ? refundOrder : cancelOrder, { token, params: { orderId }, body });
};

interface ListBody extends Omit<ShownList, 'currency'> {
  readonly experiments: readonly Omit<WeekExperiment, 'unit'>[];
}

/** The variant that a page draws for its visitor from what a shared list says; none when nothing runs there. */
const drawnOnPage = ({ experiments }: ListBody, sessionId: string): Record<string, string> => {
  for (const { experimentId, ...dealing } of experiments) {
    const variant = assignVariant({ experimentId, ...dealing }, sessionId);
    if (variant !== null) return { experimentId, variant };
  }
  return {};
};

/** A page of the shop, which names its company and no more. */
const pageCalls = (cloud: Cloud, companyId: string): Pick<WeekShop, 'list' | 'offers' | 'sendEvents'> => ({
  list: async ({ operation, productId, currency, sessionId, customerId, isPersonal }) => {
    const shared = { companyId, currency, limit: '6' };
    const shopper = isPersonal ? { sessionId, ...(customerId !== undefined && { customerId }) } : {};
    const ask = (more: Readonly<Record<string, string>>): Promise<ListBody> =>
      callPatiently<ListBody>(cloud(), operation, { params: { productId }, query: { ...shared, ...more } });
    const list = await ask(shopper);
    const drawn = isPersonal ? {} : drawnOnPage(list, sessionId);
    return { ...(Object.keys(drawn).length === 0 ? list : await ask(drawn)), currency };
  },
  offers: async ({ cartId, ...body }) => {
    const parts = { params: { cartId }, query: { companyId } };
    await callPatiently(cloud(), putCart, { ...parts, body });
    const { offers } = await callPatiently<{ offers: OfferBody[] }>(cloud(), getCartOffers, parts);
    return offers.map(shownOffer);
  },
  sendEvents: async (events, userAgent) => {
    const headers: Record<string, string> = userAgent === undefined ? {} : { 'user-agent': userAgent };
    await callPatiently(cloud(), recordEvents, { query: { companyId }, body: { events }, headers });
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
  await asMember(putAttributionSettings, { headers, body: weekAttribution });
  await call(cloud(), batchUpsertProducts, { token: key, body: { products: weekCatalog } });
  return {
    companyId,
    ...(await openExperiments(asMember)),
    ...pageCalls(cloud, companyId),
    asMember,
    tell: async (act) => {
      await tellOrder(cloud(), key, act);
    },
    putRecords: (records) => putRecords(cloud(), records),
  };
};
