import { LRUCache } from 'lru-cache';
import { correctRow, type NewEvidence } from '#core/live/correct-row';
import { countsSince } from '#core/live/counts-since';
import { joinSignals } from '#core/live/live-signals';
import { trendingLists, trendingProducts } from '#core/live/trending';
import { startedAtOf } from '#core/models/run-name';
import type { LiveSignalStore } from '#core/ports/live-signal-store';
import type { RecommendationReader } from '#core/ports/recommendation-reader';
import { joinLists } from '#core/recommend/catalog-lists';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

export interface LiveReaderSettings {
  /** Milliseconds, monotonic; for tests. */
  readonly now?: () => number;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** Told when the counts could not be read: lists are then as the night made them. */
  readonly onFailure?: (error: unknown) => void;
}

/** What is known of the last hours, for one company and model. */
interface LiveView {
  readonly trending: readonly PopularityList[];
  /** Absent without a model to correct. */
  readonly evidence?: NewEvidence;
  readonly corrected: WeakMap<RecommendationRow, RecommendationRow>;
}

const keptMs = 30_000;
const mostCompanies = 500;

const emptyView = (): LiveView => ({ trending: [], corrected: new WeakMap() });

const readView = async (
  reader: RecommendationReader,
  live: LiveSignalStore,
  companyId: string,
  modelVersion: string | undefined,
  nowMs: number,
): Promise<LiveView> => {
  const [signals, storeLists] = await Promise.all([
    live.read(companyId).then((read) => joinSignals(read, nowMs)),
    reader.lists(companyId, modelVersion, ['']),
  ]);
  if (signals.size === 0) return emptyView();
  const popular = storeLists.find(({ kind }) => kind === 'popular');
  const trending = trendingProducts(signals, popular, nowMs);
  const ids = trending.map(({ productId }) => productId);
  const cards = ids.length === 0 ? new Map() : await reader.cards(companyId, ids);
  const since = modelVersion === undefined ? undefined : startedAtOf(modelVersion);
  const evidence = since && {
    views: countsSince(signals, ['view', 'co-view'], Date.parse(since)),
    buys: countsSince(signals, ['buy', 'co-buy'], Date.parse(since)),
  };
  return { ...emptyView(), trending: trendingLists(trending, cards), ...(evidence && { evidence }) };
};

const correctedBy = (
  { evidence, corrected }: LiveView,
  row: RecommendationRow | undefined,
  productId: string,
  modelVersion: string,
): RecommendationRow | undefined => {
  if (!evidence) return row;
  const known = row && corrected.get(row);
  if (known) return known;
  const fresh = correctRow(row, productId, modelVersion, evidence);
  if (row && fresh) corrected.set(row, fresh);
  return fresh;
};

/**
 * A reader whose rows and trending lists know what people did until half a minute ago. It reads the counts of a company
 * once in 30 seconds, at the same time as what it waits for anyway; in between memory answers.
 */
export const withLiveSignals = (
  reader: RecommendationReader,
  live: LiveSignalStore,
  { now, clock = Date.now, onFailure }: LiveReaderSettings = {},
): RecommendationReader => {
  const perf = now ? { perf: { now }, ttlResolution: 0 } : {};
  const views = new LRUCache<string, Promise<LiveView>>({ max: mostCompanies, ttl: keptMs, ...perf });
  const viewOf = (companyId: string, modelVersion: string | undefined): Promise<LiveView> => {
    const name = `${companyId}\u0000${modelVersion ?? ''}`;
    const known = views.get(name);
    if (known) return known;
    const view = readView(reader, live, companyId, modelVersion, clock()).catch((error: unknown) => {
      onFailure?.(error);
      return emptyView();
    });
    views.set(name, view);
    return view;
  };
  const rows: RecommendationReader['rows'] = async (companyId, modelVersion, productIds) => {
    const [view, found] = await Promise.all([
      viewOf(companyId, modelVersion),
      reader.rows(companyId, modelVersion, productIds),
    ]);
    const byId = new Map(found.map((row) => [row.productId, row]));
    return productIds.flatMap((id) => correctedBy(view, byId.get(id), id, modelVersion) ?? []);
  };
  return {
    ...reader,
    rows,
    row: async (companyId, modelVersion, productId) => {
      const read = [viewOf(companyId, modelVersion), reader.row(companyId, modelVersion, productId)] as const;
      const [view, row] = await Promise.all(read);
      return correctedBy(view, row, productId, modelVersion);
    },
    lists: async (companyId, modelVersion, categories) => {
      const read = [viewOf(companyId, modelVersion), reader.lists(companyId, modelVersion, categories)] as const;
      const [{ trending }, lists] = await Promise.all(read);
      const wanted = trending.filter(({ category }) => categories.includes(category));
      return wanted.length === 0 ? lists : joinLists([...wanted, ...lists]);
    },
  };
};
