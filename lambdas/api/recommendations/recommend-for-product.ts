import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import type { RecommendationReader } from '#core/ports/recommendation-reader';
import type { ShopperStore } from '#core/ports/shopper-store';
import { catalogLists, joinLists } from '#core/recommend/catalog-lists';
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
  /** Draft that stands in for the stored configuration (preview). */
  readonly draft?: RecommendationConfig;
  /** ISO-8601 UTC. */
  readonly now: string;
}

export interface RecommendDependencies {
  readonly reader: RecommendationReader;
  readonly shoppers: Pick<ShopperStore, 'session' | 'customer'>;
}

export interface ProductList {
  readonly ranked: Ranked;
  readonly cards: ReadonlyMap<string, Product>;
  readonly modelVersion: string | null;
  /** True when a precomputed row answered. */
  readonly fromRow: boolean;
}

/** Rows of this many products seen last take part; their rows come in one batch read. */
const mostContextRows = 8;

interface ShopperContext {
  readonly rows: readonly RecommendationRow[];
  readonly seenIds: readonly string[];
  readonly cartIds: readonly string[];
}

const noShopper: ShopperContext = { rows: [], seenIds: [], cartIds: [] };

const shopperContext = async (
  { reader, shoppers }: RecommendDependencies,
  companyId: string,
  modelVersion: string | undefined,
  { sessionId, customerId, productId }: ListRequest,
): Promise<ShopperContext> => {
  if (sessionId === undefined && customerId === undefined) return noShopper;
  const [session, customer] = await Promise.all([
    sessionId === undefined ? undefined : shoppers.session(companyId, sessionId),
    customerId === undefined ? undefined : shoppers.customer(companyId, customerId),
  ]);
  const seenIds = [...new Set([...(session?.viewedProductIds ?? []), ...(customer?.viewedProductIds ?? [])])];
  const cartIds = [...new Set([...(session?.cartProductIds ?? []), ...(customer?.cartProductIds ?? [])])];
  const contextIds = [...new Set([...seenIds, ...cartIds])].filter((id) => id !== productId).slice(0, mostContextRows);
  const rows = modelVersion ? await reader.rows(companyId, modelVersion, contextIds) : [];
  return { rows, seenIds, cartIds };
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
  row: RecommendationRow | undefined,
  shopper: ShopperContext,
): BaseRequest => {
  const config = asked.draft ?? recommendationConfig.value;
  return {
    placement: asked.placement,
    sourceProductId: asked.productId,
    row,
    contextRows: shopper.rows,
    sessionProductIds: shopper.seenIds,
    config,
    flags: flags.value,
    currency: asked.currency ?? company.currency,
    limit: asked.limit ?? config.defaultLimit,
    exclude: asked.exclude ?? [],
    inCart: shopper.cartIds,
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
  const request = { ...base, exclude, popularity };
  const read = await reader.cards(companyId, [...new Set([base.sourceProductId, ...candidateIds(request)])]);
  const cards = new Map([...(before?.cards ?? []), ...read]);
  const source = cards.get(base.sourceProductId);
  const ranked = rankRecommendations({ ...request, source, cards });
  return { cards, source, ranked: before ? withEarlierRemovals(ranked, before.ranked) : ranked };
};

const isRelated = ({ rung }: Ranked['items'][number]): boolean => rung === 'model' || rung === 'content';

/**
 * Puts a list together with few reads: the product's row, then one batch of cards. Only when that leaves the list
 * short are the lists of the product's categories read, and at last the catalog.
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
  const [row, storeLists, shopper] = await Promise.all([
    modelVersion ? reader.row(companyId, modelVersion, asked.productId) : undefined,
    modelVersion ? reader.lists(companyId, modelVersion, [wholeStore]) : [],
    shopperContext(deps, companyId, modelVersion, asked),
  ]);
  const base = baseRequest(settings, asked, row, shopper);
  const wanted = base.flags.recommendations_enabled ? Math.min(base.limit, base.config.maxLimit) : 0;
  let lists = storeLists;
  let pass = await rankRung(reader, companyId, base, { popularity: lists });
  const { source } = pass;
  if (!source) return undefined;
  // The categories' favourites come before the store's, so they are read as soon as any fallback is needed.
  if (modelVersion && pass.ranked.items.filter(isRelated).length < wanted) {
    lists = [...(await reader.lists(companyId, modelVersion, categoryKeys(source))), ...storeLists];
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  if (pass.ranked.items.length < wanted) {
    lists = joinLists([...lists, ...catalogLists(await lastResort(reader, companyId, base.config), source)]);
    pass = await rankRung(reader, companyId, base, { popularity: lists, before: pass });
  }
  return { ranked: pass.ranked, cards: pass.cards, modelVersion: modelVersion ?? null, fromRow: row !== undefined };
};
