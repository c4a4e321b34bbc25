import type * as z from 'zod';
import { getSubscriptionOffer } from '#contracts/api/subscriptions';
import type { CompanySettings } from '#core/companies/company-settings';
import type { Order } from '#core/orders/order';
import { floorOf } from '#core/pricing/price-floor';
import { deliveryAt } from '#core/subscriptions/frequency';
import { type Gap, gapsOf } from '#core/subscriptions/purchase-gaps';
import { purchasesOf } from '#core/subscriptions/purchase-log';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { type SubscriptionOffer, subscriptionOffer } from '#core/subscriptions/subscription-offer';
import { orDegraded } from '#lambdas/api/subscriptions/degrade';
import { type SubscriptionDependencies, storefrontDependencies } from '#lambdas/api/subscriptions/runtime-dependencies';
import {
  eligibilityOf,
  logFailure,
  readShelf,
  type SubscriptionShelf,
} from '#lambdas/api/subscriptions/subscription-shelf';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

type Body = z.input<NonNullable<typeof getSubscriptionOffer.response>>;

interface Asked {
  readonly company: CompanySettings;
  readonly productId: string;
  readonly quantity: number;
  readonly currency?: string;
  readonly customerId?: string;
  readonly now: string;
}

/** Orders of a customer that are looked at, newest first; enough for a habit, and one page of the index. */
const mostOrders = 60;

const latestOrders = async (orders: AsyncIterable<Order>): Promise<Order[]> => {
  const latest: Order[] = [];
  for await (const order of orders) {
    latest.push(order);
    if (latest.length >= mostOrders) break;
  }
  return latest;
};

/** The customer's own gaps; none when nobody is named, nothing is predicted, or the orders cannot be read. */
const ownGaps = async (deps: SubscriptionDependencies, asked: Asked): Promise<Gap[]> => {
  const { company, customerId, productId, now } = asked;
  if (customerId === undefined || !company.flags.value.subscription_intelligence_enabled) return [];
  try {
    const newestFirst = deps.orders.streamOfCustomer(company.company.companyId, customerId, mostOrders);
    const orders = await latestOrders(newestFirst);
    return gapsOf(purchasesOf(orders, productId), Date.parse(now));
  } catch (error) {
    logFailure(deps, company, error);
    return [];
  }
};

const shownDeliveries = [0, 1, 2];

const offerBody = (offer: SubscriptionOffer, { allowedFrequencies }: SubscriptionConfig, now: string) => {
  const { frequency, source, prediction, quantity, perDelivery, trial } = offer;
  return {
    frequency,
    source,
    confidence: prediction ? Math.round(prediction.confidence * 100) / 100 : null,
    evidence: prediction
      ? { level: prediction.level, ...prediction.evidence, days: Math.round(prediction.days * 10) / 10 }
      : null,
    allowedFrequencies: [...allowedFrequencies],
    quantity,
    perDelivery,
    trial: trial ?? null,
    deliveries: shownDeliveries.map((number) => deliveryAt(now, frequency, number)),
  };
};

const offerOf = (
  { card, subscriptionConfig, bulkDiscount, forecast }: SubscriptionShelf,
  asked: Asked,
  gaps: readonly Gap[],
): Body['offer'] => {
  const { company, quantity, now } = asked;
  const currency = asked.currency ?? company.company.currency;
  const listPrice = card.prices.find((price) => price.currency === currency);
  if (!listPrice) return null;
  const config = subscriptionConfig ?? defaultSubscriptionConfig;
  const offer = subscriptionOffer({
    config,
    intelligenceEnabled: company.flags.value.subscription_intelligence_enabled,
    listPrice,
    floorAmount: floorOf(card, { ...company.pricing.value, floorPrices: bulkDiscount?.floorPrices }, currency),
    quantity,
    forecast,
    ownGaps: gaps,
  });
  return offer ? offerBody(offer, config, now) : null;
};

const bodyFor = async (deps: SubscriptionDependencies, asked: Asked): Promise<Body> => {
  const { company, productId, currency } = asked;
  const [{ shelf }, gaps] = await Promise.all([readShelf(deps, company, productId), ownGaps(deps, asked)]);
  const { eligible, reasons } = eligibilityOf(shelf, company, currency);
  return { productId, offer: eligible ? offerOf(shelf, asked, gaps) : null, reasons: [...reasons], degraded: false };
};

export const makeHandler = (deps: SubscriptionDependencies) =>
  httpEndpoint(getSubscriptionOffer, deps, ({ params: { productId }, query, company, now }) => {
    const { quantity, currency, customerId } = query;
    const nothing: Body = { productId, offer: null, reasons: [], degraded: true };
    return orDegraded(deps, company, nothing, async () =>
      reply(await bodyFor(deps, { company, productId, quantity, currency, customerId, now })),
    );
  });

export const handler = makeHandler(storefrontDependencies());
