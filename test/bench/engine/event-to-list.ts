import type { ShopEvent } from '#core/events/shop-event';
import { applyEvents, emptyShopperState, type ShopperState } from '#core/events/shopper-state';
import { candidateIds, rankRecommendations } from '#core/recommend/recommend';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import { median, ms, quantile } from '#test/bench/percentile';
import { longVisit, rankingRequest } from '#test/bench/ranking-case';

const visits = 400;

const viewOf = (productId: string, step: number): ShopEvent => ({
  eventId: `e${step}`,
  companyId: 'bench',
  type: 'product_view',
  occurredAt: new Date(step * 1000).toISOString(),
  receivedAt: new Date(step * 1000).toISOString(),
  sessionId: 's1',
  productId,
});

/** The list of a visit that has come to `state`, with the rows of what was viewed. */
const listFor = (request: RecommendationRequest, { viewedProductIds }: ShopperState): string[] => {
  const rows = new Map(request.contextRows?.map((row) => [row.productId, row]));
  const contextRows = viewedProductIds.flatMap((id) => rows.get(id) ?? []);
  const visit = { ...request, contextRows, sessionProductIds: viewedProductIds, inCart: [] };
  const cards = new Map(candidateIds(visit).flatMap((id) => [[id, request.cards.get(id)] as const]));
  const known = new Map([...cards].flatMap(([id, card]) => (card ? [[id, card] as const] : [])));
  return rankRecommendations({ ...visit, cards: known }).items.map(({ productId }) => productId);
};

/** From one more view to the list that it changed: state, candidates, filters and order; without the way to the API. */
export const benchEventToList = (print: (line: string) => void): void => {
  const times: number[] = [];
  let changed = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    const request = rankingRequest(longVisit, visit % 40);
    const seen = (request.contextRows ?? []).map(({ productId }, step) => viewOf(productId, step));
    const before = applyEvents(emptyShopperState, seen.slice(0, -1));
    const listBefore = listFor(request, before);
    const event = seen.at(-1)!;
    const startedAt = performance.now();
    const list = listFor(request, applyEvents(before, [event]));
    times.push(performance.now() - startedAt);
    if (list.join() !== listBefore.join()) changed += 1;
  }
  const warm = times.slice(visits / 4);
  print(`  p50 ${ms(median(warm))}   p99 ${ms(quantile(warm, 0.99))}   ${changed} of ${visits} lists changed`);
};
