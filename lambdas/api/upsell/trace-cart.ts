import type * as z from 'zod';
import { makeCartStore } from '#adapters/dynamodb/cart-store';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeExperimentStore } from '#adapters/dynamodb/experiment-store';
import { makeOfferDataReader } from '#adapters/dynamodb/offer-store';
import { makeRecommendationRowStore } from '#adapters/dynamodb/recommendation-row-store';
import { makeRuleStore } from '#adapters/dynamodb/rule-store';
import { traceCart, type traceEntrySchema } from '#contracts/api/upsell';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { BodyOf } from '#contracts/operation';
import type { CompanySettings } from '#core/companies/company-settings';
import type { TraceEntry } from '#core/offers/evaluate-offers';
import type { CartStore, StoredCart } from '#core/ports/cart-store';
import type { ExperimentReader } from '#core/ports/experiment-store';
import type { OfferDataReader } from '#core/ports/offer-data-reader';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import type { RuleStore } from '#core/ports/rule-store';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { utcInstant } from '#core/time/utc-instant';
import { drawCartVariants } from '#lambdas/api/upsell/draw-cart-variants';
import { evaluateForCart } from '#lambdas/api/upsell/evaluate-for-cart';
import { inlineCart } from '#lambdas/api/upsell/inline-cart';
import { offerBody } from '#lambdas/api/upsell/offer-body';
import { draftFromInput } from '#lambdas/api/upsell/rule-body';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { loadEnv } from '#lambdas/shared/load-env';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export interface TraceDependencies extends EndpointDependencies {
  readonly rules: Pick<RuleStore, 'enabled'>;
  readonly experiments: ExperimentReader;
  readonly carts: Pick<CartStore, 'get'>;
  readonly rows: Pick<RecommendationRowStore, 'getMany'>;
  /** A reader that remembers nothing from the request before. */
  readonly freshData: () => OfferDataReader;
  /** Settings as they are stored now. */
  readonly freshSettings: (companyId: string) => Promise<CompanySettings | undefined>;
}

type TraceBody = BodyOf<typeof traceCart>;

const draftRuleId = 'draft';

/** The enabled rules, with the draft among them or in the place of the rule that it changes. */
const rulesWith = (rules: readonly TargetingRule[], { draft, draftOf }: TraceBody, now: string): TargetingRule[] => {
  const others = rules.filter(({ ruleId }) => ruleId !== draftOf);
  if (!draft) return others;
  const unsaved = { ruleId: draftOf ?? draftRuleId, version: 0, createdAt: now, updatedAt: now, updatedBy: '' };
  return [...others, { ...draftFromInput(draft), enabled: true, ...unsaved }];
};

const cartOf = async (
  { carts, rows }: TraceDependencies,
  company: CompanySettings,
  { cart, cartId = '' }: TraceBody,
  now: string,
): Promise<StoredCart> => {
  if (cart) return inlineCart(rows, company, cart, now);
  const stored = await carts.get(company.company.companyId, cartId);
  return stored ?? problem('not_found', `There is no cart ${cartId}`);
};

const entryBody = (
  { rule, decision, detail, rank, pointer, byRuleId, expectedValue }: TraceEntry,
  currency: string,
): z.input<typeof traceEntrySchema> => ({
  ruleId: rule.ruleId,
  name: rule.name,
  type: rule.offer.type,
  rank: rank ?? null,
  decision,
  detail,
  pointer: pointer ?? null,
  byRuleId: byRuleId ?? null,
  expectedValue: expectedValue === undefined ? null : { amount: expectedValue, currency },
});

export const makeHandler = (deps: TraceDependencies) =>
  httpEndpoint(traceCart, deps, async ({ body, company, now: requestedAt }) => {
    const { companyId } = company.company;
    const settings = (await deps.freshSettings(companyId)) ?? company;
    const now = body.at === undefined ? requestedAt : utcInstant(body.at);
    const [found, enabled] = await Promise.all([cartOf(deps, settings, body, now), deps.rules.enabled(companyId)]);
    const rules = rulesWith(enabled, body, now);
    const stored = await drawCartVariants(deps.experiments, settings, found, rules, now);
    const question = { ...stored, rules, limit: body.limit, now };
    const evaluation = await evaluateForCart(deps.freshData(), settings, question);
    const context = { settings, cart: stored.cart, evaluation, locale: '', now };
    return reply({
      offers: evaluation.offers.map((offer) => offerBody(offer, context)),
      trace: evaluation.trace.map((entry) => entryBody(entry, evaluation.currency)),
    });
  });

const runtimeDependencies = (): TraceDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  return {
    ...endpointDependencies(env, table),
    rules: makeRuleStore(table),
    experiments: makeExperimentStore(table),
    carts: makeCartStore(table),
    rows: makeRecommendationRowStore(table),
    freshData: () => makeOfferDataReader(table),
    freshSettings: (companyId) => loadSettings(table, companyId),
  };
};

export const handler = makeHandler(runtimeDependencies());
