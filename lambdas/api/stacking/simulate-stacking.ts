import type * as z from 'zod';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeBulkDiscountStore, makeSubscriptionConfigStore } from '#adapters/dynamodb/product-setting-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { mostSimulatedProducts, simulateStacking as operation } from '#contracts/api/stacking';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { BodyOf } from '#contracts/operation';
import type { CompanySettings } from '#core/companies/company-settings';
import { type StackingReport, simulateStacking } from '#core/offers/simulate-stacking';
import type { OfferDataReader } from '#core/ports/offer-data-reader';
import type { BulkDiscountStore, SubscriptionConfigStore } from '#core/ports/product-setting-store';
import type { RuleStore } from '#core/ports/rule-store';
import { leavesOf } from '#core/rules/check-condition';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { loadEnv } from '#lambdas/shared/load-env';
import { reply } from '#lambdas/shared/reply';

export interface SimulationDependencies extends EndpointDependencies {
  readonly rules: Pick<RuleStore, 'enabled'>;
  readonly discounts: Pick<BulkDiscountStore, 'listIds'>;
  readonly subscriptions: Pick<SubscriptionConfigStore, 'listIds'>;
  /** A reader that remembers nothing from the request before. */
  readonly freshData: () => OfferDataReader;
  /** Settings as they are stored now. */
  readonly freshSettings: (companyId: string) => Promise<CompanySettings | undefined>;
}

type Body = z.input<NonNullable<typeof operation.response>>;

const namedBy = ({ offer, conditions }: TargetingRule): readonly string[] => [
  ...('productIds' in offer ? (offer.productIds ?? []) : []),
  ...leavesOf(conditions).flatMap((leaf) => (leaf.type === 'contains-product' ? leaf.productIds : [])),
];

const catalogConditions = ['contains-category', 'contains-brand', 'contains-tag'];

/** True when products matter that a rule does not name: those of a category, brand or tag, and related ones. */
const reachesIntoCatalog = ({ offer, conditions }: TargetingRule): boolean =>
  (offer.type === 'CROSS_SELL' && offer.relation !== undefined) ||
  leavesOf(conditions).some(({ type }) => catalogConditions.includes(type));

/** First what was asked for, then what has tiers, what can be subscribed to, and what rules name. */
const productsFor = async (
  deps: SimulationDependencies,
  companyId: string,
  rules: readonly TargetingRule[],
  asked: readonly string[],
) => {
  const lists = await Promise.all([
    deps.discounts.listIds(companyId, mostSimulatedProducts + 1),
    deps.subscriptions.listIds(companyId, mostSimulatedProducts + 1),
  ]);
  const all = [...new Set([...asked, ...lists.flat(), ...rules.flatMap(namedBy)])];
  const hasAllProducts = all.length <= mostSimulatedProducts && !rules.some(reachesIntoCatalog);
  return { productIds: all.slice(0, mostSimulatedProducts), hasAllProducts };
};

const worstBody = ({ worst }: StackingReport, rules: readonly TargetingRule[], currency: string): Body['worst'] => {
  if (!worst) return null;
  const money = (amount: number) => ({ amount, currency });
  const { lines, shopper, couponCodes, context } = worst.draft;
  const byId = new Map(rules.map((rule) => [rule.ruleId, rule]));
  return {
    discount: money(worst.discountAmount),
    discountBasisPoints: worst.discountBasisPoints,
    listTotal: money(worst.listAmount),
    total: money(worst.paidAmount),
    cart: {
      lines: [...lines],
      segments: [...shopper.segments],
      orders: shopper.orders,
      couponCodes: [...couponCodes],
      context: { ...context },
    },
    offers: worst.ruleIds.map((ruleId) => {
      const { name, offer } = byId.get(ruleId)!;
      return { ruleId, name, type: offer.type };
    }),
  };
};

const simulate = async (
  deps: SimulationDependencies,
  settings: CompanySettings,
  { currency = settings.company.currency, productIds: asked, mostOffers, mostCarts }: BodyOf<typeof operation>,
  now: string,
): Promise<Body> => {
  const { company, flags, recommendationConfig, pricing } = settings;
  const rules = flags.value.smart_upsell_enabled ? await deps.rules.enabled(company.companyId) : [];
  const { productIds, hasAllProducts } = await productsFor(deps, company.companyId, rules, asked);
  const reads = { productIds, subscriptionIds: productIds, forecastIds: [], budgetRuleIds: [] };
  const { cards, discounts, subscriptions } = await deps.freshData().read(company.companyId, reads);
  const report = simulateStacking({
    rules,
    cards,
    discounts,
    subscriptions,
    flags: flags.value,
    config: recommendationConfig.value,
    pricing: pricing.value,
    currency,
    timeZone: company.timeZone,
    limit: mostOffers,
    now,
    mostCarts,
  });
  const money = (amount: number) => ({ amount, currency });
  return {
    worst: worstBody(report, rules, currency),
    lowest: report.lowest.map(({ productId, listAmount, unitAmount, leastAmount, isGift }) => ({
      productId,
      listPrice: money(listAmount),
      unitPrice: money(unitAmount),
      floor: money(leastAmount),
      isGift,
    })),
    rules: rules.length,
    products: cards.size,
    cartsTried: report.cartsTried,
    isExhaustive: report.isExhaustive,
    hasAllProducts,
  };
};

export const makeHandler = (deps: SimulationDependencies) =>
  httpEndpoint(operation, deps, async ({ body, company, now }) => {
    const settings = (await deps.freshSettings(company.company.companyId)) ?? company;
    return reply(await simulate(deps, settings, body, now));
  });

const runtimeDependencies = (): SimulationDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    rules: makeRuleStore(table),
    discounts: makeBulkDiscountStore(table),
    subscriptions: makeSubscriptionConfigStore(table),
    freshData: () => makeOfferDataReader(table),
    freshSettings: (companyId) => loadSettings(table, companyId),
  };
};

export const handler = makeHandler(runtimeDependencies());
