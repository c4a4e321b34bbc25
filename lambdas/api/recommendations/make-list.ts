import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import type { RecommendationReader } from '#core/ports/recommendation-reader';
import type { ShopperStore } from '#core/ports/shopper-store';
import { relatedCandidates } from '#core/ranking/candidate-tiers';
import { catalogLists, joinLists } from '#core/recommend/catalog-lists';
import { contextRowIds, type ShopperProducts } from '#core/recommend/context-rows';
import { categoryKeys, type PopularityList } from '#core/recommend/popularity-list';
import type { Ranked } from '#core/recommend/ranked-list';
import { candidateIds, rankRecommendations } from '#core/recommend/recommend';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { CandidateRequest, Placement } from '#core/recommend/recommendation-request';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { shopperRequest } from '#core/recommend/shopper-request';

/** What a list is asked for; everything is optional but the placement. */
export interface ListRequest {
  /** The product whose page it is; absent on pages without one. */
  readonly productId?: string;
  readonly placement: Placement;
  readonly limit?: number;
  readonly exclude?: readonly string[];
  readonly currency?: string;
  readonly sessionId?: string;
  readonly customerId?: string;
  /** Products seen in this visit, newest first, as the page knows them. */
  readonly recent?: readonly string[];
  /** Products in the cart, newest first. */
  readonly cart?: readonly string[];
  /** False: never go back to something seen. */
  readonly reminders?: boolean;
  /** Language of the reasons, BCP 47. */
  readonly locale?: string;
  /** Decides which places of the list are explored; absent: none. */
  readonly explorationSeed?: string;
  /** Tell which places might be explored. */
  readonly tellsOpenPlaces?: boolean;
  /** Draft that stands in for the stored configuration (preview). */
  readonly draft?: RecommendationConfig;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface RecommendDependencies {
  readonly reader: RecommendationReader;
  readonly shoppers: Pick<ShopperStore, 'shopper'>;
}

export interface ProductList {
  readonly ranked: Ranked;
  readonly cards: ReadonlyMap<string, Product>;
  readonly modelVersion: string | null;
  /** True when precomputed rows answered. */
  readonly fromRow: boolean;
}

const unique = (...lists: readonly (readonly string[] | undefined)[]): string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/** What the request says itself comes before what is remembered: the page knows its visit first. */
const shopperContext = async (
  { shoppers }: RecommendDependencies,
  companyId: string,
  { sessionId, customerId, recent, cart }: ListRequest,
): Promise<ShopperProducts> => {
  const isNamed = sessionId !== undefined || customerId !== undefined;
  const known = isNamed ? await shoppers.shopper(companyId, { sessionId, customerId }) : undefined;
  const remembered = unique(known?.session?.viewedProductIds, known?.customer?.viewedProductIds);
  return {
    isKnown: isNamed || recent !== undefined || cart !== undefined,
    seenIds: [...(recent ?? []), ...remembered.filter((id) => !recent?.includes(id))],
    cartIds: unique(cart, known?.session?.cartProductIds, known?.customer?.cartProductIds),
    pastBaskets: known?.pastBaskets ?? [],
  };
};

interface Rows {
  /** Of the page's product. */
  readonly own?: RecommendationRow;
  readonly context: readonly RecommendationRow[];
}

/** The page's row alone comes from the cache that public lists share; with a shopper's rows it is one batch. */
const readRows = async (
  { reader }: RecommendDependencies,
  companyId: string,
  modelVersion: string | undefined,
  { productId, placement }: ListRequest,
  shopper: ShopperProducts,
): Promise<Rows> => {
  if (modelVersion === undefined) return { context: [] };
  const contextIds = contextRowIds(placement, productId, shopper);
  if (contextIds.length === 0) {
    const own = productId === undefined ? undefined : await reader.row(companyId, modelVersion, productId);
    return { own, context: [] };
  }
  const pageIds = productId === undefined ? [] : [productId];
  const rows = await reader.rows(companyId, modelVersion, [...pageIds, ...contextIds]);
  const isOwn = (row: RecommendationRow): boolean => row.productId === productId;
  return { own: rows.find(isOwn), context: rows.filter((row) => !isOwn(row)) };
};

interface Pass {
  readonly cards: ReadonlyMap<string, Product>;
  readonly source: Product | undefined;
  readonly ranked: Ranked;
}

/** Keeps the filter that first took a product out. */
const withEarlierRemovals = (ranked: Ranked, earlier: Ranked): Ranked => {
  const known = new Set(earlier.removed.map(({ productId }) => productId));
  return {
    ...ranked,
    removed: [...earlier.removed, ...ranked.removed.filter(({ productId }) => !known.has(productId))],
  };
};

const wholeStore = '';

/** Most products of a white list that the last rung looks at. */
const mostOfWhiteList = 100;

/** Products of the last rung: what a white list leaves, else some of the catalog. */
const lastResort = async (
  reader: RecommendationReader,
  companyId: string,
  { onlyProductIds }: RecommendationConfig,
): Promise<readonly Product[]> => {
  if (onlyProductIds.length === 0) return reader.sample(companyId);
  const cards = await reader.cards(companyId, onlyProductIds.slice(0, mostOfWhiteList));
  return onlyProductIds.flatMap((productId) => cards.get(productId) ?? []);
};

/** A request but for its popularity lists, which come rung by rung. */
type BaseRequest = Omit<CandidateRequest, 'popularity'>;

const baseRequest = (
  { company, flags, recommendationConfig }: CompanySettings,
  asked: ListRequest,
  rows: Rows,
  shopper: ShopperProducts,
): BaseRequest => {
  const config = asked.draft ?? recommendationConfig.value;
  const limit = asked.limit ?? config.defaultLimit;
  const { placement, productId: sourceProductId, reminders } = asked;
  return {
    placement,
    sourceProductId,
    ...shopperRequest({ placement, sourceProductId, limit, reminders, shopper, own: rows.own, context: rows.context }),
    config,
    flags: flags.value,
    currency: asked.currency ?? company.currency,
    limit,
    exclude: asked.exclude ?? [],
    locale: asked.locale,
    explorationSeed: asked.explorationSeed,
    tellsOpenPlaces: asked.tellsOpenPlaces,
    now: asked.now,
  };
};

interface Rung {
  readonly popularity: readonly PopularityList[];
  /** What the rung before made. */
  readonly before?: Pass;
}

/** Reads the cards of the candidates and ranks them. */
const rankRung = async (
  reader: RecommendationReader,
  companyId: string,
  base: BaseRequest,
  { popularity, before }: Rung,
): Promise<Pass> => {
  // What a filter took out of the pass before is not worth a card again.
  const exclude = [...base.exclude, ...(before?.ranked.removed ?? []).map(({ productId }) => productId)];
  const gathered = relatedCandidates({ ...base, popularity });
  const request = { ...base, exclude, popularity, related: gathered };
  const { sourceProductId } = base;
  const wanted = [...(sourceProductId === undefined ? [] : [sourceProductId]), ...candidateIds(request)];
  const cards = new Map([...(before?.cards ?? []), ...(await reader.cards(companyId, [...new Set(wanted)]))]);
  const source = sourceProductId === undefined ? undefined : cards.get(sourceProductId);
  const ranked = rankRecommendations({ ...request, source, cards });
  return { cards, source, ranked: before ? withEarlierRemovals(ranked, before.ranked) : ranked };
};

const isRelated = ({ rung }: Ranked['items'][number]): boolean => rung === 'model' || rung === 'content';

/**
 * Ranks rung by rung until the list is full: what is related, with the store's favourites; the favourites of the page's
 * categories, which come before the store's and are read as soon as any fallback is needed; at last the catalog.
 */
const rankRungs = async (
  reader: RecommendationReader,
  companyId: string,
  modelVersion: string | undefined,
  base: BaseRequest,
  storeLists: readonly PopularityList[],
): Promise<Pass> => {
  const wanted = base.flags.recommendations_enabled ? Math.min(base.limit, base.config.maxLimit) : 0;
  let lists = storeLists;
  let pass = await rankRung(reader, companyId, base, { popularity: lists });
  const { source } = pass;
  // The page's product is unknown: whoever asked answers that, and nothing more is read for it.
  if (base.sourceProductId !== undefined && !source) return pass;
  const hasLists = modelVersion !== undefined || storeLists.length > 0;
  if (source && hasLists && pass.ranked.items.filter(isRelated).length < wanted) {
    lists = [...(await reader.lists(companyId, modelVersion, categoryKeys(source))), ...storeLists];
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  if (pass.ranked.items.length < wanted) {
    lists = joinLists([...lists, ...catalogLists(await lastResort(reader, companyId, base.config), source)]);
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  return pass;
};

/**
 * Puts a list together with few reads: the row of the page's product, then one batch of cards. For a shopper who is
 * known, the shopper's items and then all rows come in one batch each before that. Only when that leaves the list short
 * are the lists of the product's categories read, and at last the catalog.
 * @returns undefined when the store does not have the page's product.
 */
export const makeList = async (
  deps: RecommendDependencies,
  settings: CompanySettings,
  asked: ListRequest,
): Promise<ProductList | undefined> => {
  const { reader } = deps;
  const { companyId } = settings.company;
  const modelVersion = settings.liveModel?.modelVersion;
  const readShopperRows = async (): Promise<[ShopperProducts, Rows]> => {
    const shopper = await shopperContext(deps, companyId, asked);
    return [shopper, await readRows(deps, companyId, modelVersion, asked, shopper)];
  };
  const [[shopper, rows], storeLists, learned] = await Promise.all([
    readShopperRows(),
    reader.lists(companyId, modelVersion, [wholeStore]),
    modelVersion ? reader.blend(companyId, modelVersion) : undefined,
  ]);
  const base = { ...baseRequest(settings, asked, rows, shopper), learned };
  const { ranked, cards, source } = await rankRungs(reader, companyId, modelVersion, base, storeLists);
  if (asked.productId !== undefined && !source) return undefined;
  const fromRow = rows.own !== undefined || (asked.productId === undefined && rows.context.length > 0);
  return { ranked, cards, modelVersion: modelVersion ?? null, fromRow };
};
