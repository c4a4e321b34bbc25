import type * as z from 'zod';
import { makeCachedRecommendationReader } from '#adapters/dynamodb/cached-recommendation-reader';
import { loadSettings } from '#adapters/dynamodb/credential-store';
import { withLiveSignals } from '#adapters/dynamodb/live-recommendation-reader';
import { makeLiveSignalStore } from '#adapters/dynamodb/live-signal-store';
import { makeReaderStores } from '#adapters/dynamodb/reader-stores';
import { makeShopperReader } from '#adapters/dynamodb/shopper-reader';
import type { previewResponse } from '#contracts/api/recommendation-config';
import { familyEnvironments } from '#contracts/env/function-environment';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import type { RankedItem } from '#core/recommend/ranked-list';
import { itemBody } from '#lambdas/api/recommendations/item-body';
import {
  type ListRequest,
  makeList,
  type ProductList,
  type RecommendDependencies,
} from '#lambdas/api/recommendations/make-list';
import { type EndpointDependencies, endpointDependencies, makeTable } from '#lambdas/shared/endpoint-dependencies';
import { loadEnv } from '#lambdas/shared/load-env';
import { problem } from '#lambdas/shared/problem';
import { type Reply, reply } from '#lambdas/shared/reply';

export interface PreviewDependencies extends EndpointDependencies {
  /** A reader that remembers nothing from the request before. */
  readonly freshReader: () => RecommendDependencies;
  /** Settings as they are stored now. */
  readonly freshSettings: (companyId: string) => Promise<CompanySettings | undefined>;
}

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
  merchant: ranked.merchant ?? null,
  items: ranked.items.map((item) => previewItem(item, cards.get(item.productId))),
  removed: ranked.removed.map(({ productId, filter }) => ({
    productId,
    filter,
    title: cards.get(productId)?.title ?? null,
  })),
});

/**
 * The blended list as a draft (or the stored configuration) makes it, past all caches. Records nothing.
 * @throws ProblemError 404 for a product that the store does not have
 */
export const previewList = async (
  deps: PreviewDependencies,
  company: CompanySettings,
  asked: Omit<ListRequest, 'placement'>,
): Promise<Reply<z.input<typeof previewResponse>>> => {
  const settings = (await deps.freshSettings(company.company.companyId)) ?? company;
  const list = await makeList(deps.freshReader(), settings, { ...asked, placement: 'hybrid' });
  return list ? reply(previewBody(list)) : problem('not_found', `The store has no product ${asked.productId}`);
};

export const runtimeDependencies = (): PreviewDependencies => {
  const env = loadEnv(familyEnvironments['company-admin']);
  const table = makeTable(env);
  const stores = makeReaderStores(table);
  return {
    ...endpointDependencies(env, table),
    freshReader: () => ({
      reader: withLiveSignals(makeCachedRecommendationReader(stores), makeLiveSignalStore(table)),
      shoppers: makeShopperReader(table),
    }),
    freshSettings: (companyId) => loadSettings(table, companyId),
  };
};
