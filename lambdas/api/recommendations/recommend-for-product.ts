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

/** What a list is asked for; everything is optional but product and placement. */
export interface ListRequest {
  readonly productId: string;
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
  /** True when a precomputed row answered. */
  readonly fromRow: boolean;
}

/** A list that goes back to products seen keeps this share of its places for them. */
const reminderShare = 1 / 3;

interface ShopperContext extends ShopperProducts {
  readonly isKnown: boolean;
}

const unique = (...lists: readonly (readonly string[] | undefined)[]): string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

/** What the request says itself comes before what is remembered: the page knows its visit first. */
const shopperContext = async (
  { shoppers }: RecommendDependencies,
  companyId: string,
  { sessionId, customerId, recent, cart }: ListRequest,
): Promise<ShopperContext> => {
  const isNamed = sessionId !== undefined || customerId !== undefined;
  const known = isNamed ? await shoppers.shopper(companyId, { sessionId, customerId }) : undefined;
  return {
    isKnown: isNamed || recent !== undefined || cart !== undefined,
    seenIds: unique(recent, known?.session?.viewedProductIds, known?.customer?.viewedProductIds),
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
  shopper: ShopperContext,
): Promise<Rows> => {
  if (modelVersion === undefined) return { context: [] };
  const contextIds = contextRowIds(placement, productId, shopper);
  if (contextIds.length === 0) return { own: await reader.row(companyId, modelVersion, productId), context: [] };
  const rows = await reader.rows(companyId, modelVersion, [productId, ...contextIds]);
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
type BaseRequest = Omit<CandidateRequest, 'popularity'> & { readonly sourceProductId: string };

const baseRequest = (
  { company, flags, recommendationConfig }: CompanySettings,
  asked: ListRequest,
  rows: Rows,
  shopper: ShopperContext,
): BaseRequest => {
  const config = asked.draft ?? recommendationConfig.value;
  const limit = asked.limit ?? config.defaultLimit;
  // To a shopper who is known, the page is the newest step of the visit.
  const isVisit = asked.placement === 'you-might-like' && shopper.isKnown;
  return {
    placement: asked.placement,
    sourceProductId: asked.productId,
    row: rows.own,
    contextRows: isVisit && rows.own ? [rows.own, ...rows.context] : rows.context,
    sessionProductIds: isVisit ? unique([asked.productId], shopper.seenIds) : shopper.seenIds,
    withReminders: isVisit && asked.reminders !== false,
    mostReminders: Math.floor(limit * reminderShare),
    pastBaskets: shopper.pastBaskets,
    config,
    flags: flags.value,
    currency: asked.currency ?? company.currency,
    limit,
    exclude: asked.exclude ?? [],
    inCart: shopper.cartIds,
    locale: asked.locale,
    explorationSeed: asked.explorationSeed,
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
  const read = await reader.cards(companyId, [...new Set([base.sourceProductId, ...candidateIds(request)])]);
  const cards = new Map([...(before?.cards ?? []), ...read]);
  const source = cards.get(base.sourceProductId);
  const ranked = rankRecommendations({ ...request, source, cards });
  return { cards, source, ranked: before ? withEarlierRemovals(ranked, before.ranked) : ranked };
};

const isRelated = ({ rung }: Ranked['items'][number]): boolean => rung === 'model' || rung === 'content';

/**
 * Puts a list together with few reads: the product's row, then one batch of cards. For a shopper who is known, the
 * shopper's items and then all rows come in one batch each before that. Only when that leaves the list short are the lists of the product's categories read, and at last the catalog.
 * @returns undefined when the store has no such product.
 */
export const recommendForProduct = async (
  deps: RecommendDependencies,
  settings: CompanySettings,
  asked: ListRequest,
): Promise<ProductList | undefined> => {
  const { reader } = deps;
  const { companyId } = settings.company;
  const modelVersion = settings.liveModel?.modelVersion;
  const readShopperRows = async (): Promise<[ShopperContext, Rows]> => {
    const shopper = await shopperContext(deps, companyId, asked);
    return [shopper, await readRows(deps, companyId, modelVersion, asked, shopper)];
  };
  const [[shopper, rows], storeLists, learned] = await Promise.all([
    readShopperRows(),
    reader.lists(companyId, modelVersion, [wholeStore]),
    modelVersion ? reader.blend(companyId, modelVersion) : undefined,
  ]);
  const base = { ...baseRequest(settings, asked, rows, shopper), learned };
  const wanted = base.flags.recommendations_enabled ? Math.min(base.limit, base.config.maxLimit) : 0;
  let lists: readonly PopularityList[] = storeLists;
  let pass = await rankRung(reader, companyId, base, { popularity: lists });
  const { source } = pass;
  if (!source) return undefined;
  // The categories' favourites come before the store's, so they are read as soon as any fallback is needed.
  const hasLists = modelVersion !== undefined || storeLists.length > 0;
  if (hasLists && pass.ranked.items.filter(isRelated).length < wanted) {
    lists = [...(await reader.lists(companyId, modelVersion, categoryKeys(source))), ...storeLists];
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  if (pass.ranked.items.length < wanted) {
    lists = joinLists([...lists, ...catalogLists(await lastResort(reader, companyId, base.config), source)]);
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  return {
    ranked: pass.ranked,
    cards: pass.cards,
    modelVersion: modelVersion ?? null,
    fromRow: rows.own !== undefined,
  };
};
