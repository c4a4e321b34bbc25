import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeShopperStore } from '#adapters/dynamodb/shopper-store';
import { previewRecommendations, recommendationConfigSchema } from '#contracts/api/recommendation-config';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import type { RankedItem } from '#core/recommend/recommend';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import { itemBody } from '#lambdas/api/recommendations/item-body';
import {
  type ProductList,
  type RecommendDependencies,
  recommendForProduct,
} from '#lambdas/api/recommendations/recommend-for-product';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { loadEnv } from '#lambdas/shared/load-env';
import { fieldErrors } from '#lambdas/shared/parse-request';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

export interface PreviewDependencies extends EndpointDependencies {
  /** A reader that remembers nothing from the request before. */
  readonly freshReader: () => RecommendDependencies;
  /** Settings as they are stored now. */
  readonly freshSettings: (companyId: string) => Promise<CompanySettings | undefined>;
}

const parseDraft = (json: string | undefined): RecommendationConfig | undefined => {
  if (json === undefined) return undefined;
  const parsed = recommendationConfigSchema.safeParse(readJson(json));
  if (parsed.success) return parsed.data;
  const errors = fieldErrors('/query/config', parsed.error);
  return problem('validation_failed', `${errors[0]?.pointer}: ${errors[0]?.message}`, errors);
};

const readJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return problem('validation_failed', 'The draft configuration is not valid JSON', [
      { pointer: '/query/config', code: 'malformed_json', message: 'is not valid JSON' },
    ]);
  }
};

/** Share of the price that is left after the cost, 0 … 1 or negative; null when the cost is not known in that currency. */
const marginOf = (item: RankedItem, card: Product | undefined): number | null => {
  const cost = card?.cost;
  if (!cost || cost.currency !== item.price.currency || item.price.amount === 0) return null;
  return Math.round(((item.price.amount - cost.amount) / item.price.amount) * 10_000) / 10_000;
};

const previewItem = (item: RankedItem, card: Product | undefined) => ({
  ...itemBody(item, card),
  breakdown: Object.fromEntries(Object.entries(item.breakdown)),
  margin: marginOf(item, card),
});

const previewBody = ({ ranked, cards, modelVersion }: ProductList) => ({
  modelVersion,
  source: ranked.source,
  items: ranked.items.map((item) => previewItem(item, cards.get(item.productId))),
  removed: ranked.removed.map(({ productId, filter }) => ({
    productId,
    filter,
    title: cards.get(productId)?.title ?? null,
  })),
});

export const makeHandler = (deps: PreviewDependencies) =>
  httpEndpoint(previewRecommendations, deps, async ({ params, query, company, now }) => {
    const draft = parseDraft(query.config);
    const settings = (await deps.freshSettings(company.company.companyId)) ?? company;
    const { limit, currency } = query;
    const list = await recommendForProduct(deps.freshReader(), settings, {
      productId: params.productId,
      placement: 'hybrid',
      limit,
      currency,
      draft,
      now,
    });
    return list ? reply(previewBody(list)) : problem('not_found', `The store has no product ${params.productId}`);
  });

const runtimeDependencies = (): PreviewDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  const stores = makeReaderStores(table);
  return {
    ...endpointDependencies(env, table),
    freshReader: () => ({ reader: makeCachedRecommendationReader(stores), shoppers: makeShopperStore(table) }),
    freshSettings: (companyId) => loadSettings(table, companyId),
  };
};

export const handler = makeHandler(runtimeDependencies());
