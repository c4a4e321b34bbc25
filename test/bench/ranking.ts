import { relatedCandidates } from '#core/ranking/candidate-tiers';
import { candidateIds, rankRecommendations } from '#core/recommend/recommend';
import type { RecommendationRequest } from '#core/recommend/recommendation-request';
import { median, ms, quantile } from '#test/bench/percentile';
import { longVisit, ownCorrections, rankingRequest } from '#test/bench/ranking-case';

const warmUps = 300;
const rounds = 40;
const distinctRequests = 50;

/** As the API does it: name the cards, then rank with these cards and no other. */
const answer = (request: RecommendationRequest): void => {
  const related = relatedCandidates(request);
  const cards = new Map<string, NonNullable<ReturnType<typeof request.cards.get>>>();
  for (const id of candidateIds({ ...request, related })) {
    const card = request.cards.get(id);
    if (card) cards.set(id, card);
  }
  rankRecommendations({ ...request, related, cards });
};

/**
 * Times one request in the core: a visit of 20 products with 50 candidates each, all filters at work. The median of
 * each request over the rounds is what a machine that has something else to do hardly lengthens.
 */
export const benchRanking = (print: (line: string) => void): void => {
  const shapes = [
    ['you-might-like, visit and cart', {}],
    ['you-might-like, visit alone', { inCart: [] }],
    ['hybrid, visit and cart', { placement: 'hybrid' }],
    ['you-might-like, own corrections', { learned: ownCorrections }],
    ['hybrid, own corrections', { placement: 'hybrid', learned: ownCorrections }],
  ] as const satisfies [string, Partial<RecommendationRequest>][];
  for (const [name, shape] of shapes) {
    const requests = Array.from({ length: distinctRequests }, (_, seed) => ({
      ...rankingRequest(longVisit, seed),
      ...shape,
    }));
    for (let turn = 0; turn < warmUps; turn += 1) answer(requests[turn % distinctRequests]!);
    const times: number[][] = requests.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, request] of requests.entries()) {
        const startedAt = performance.now();
        answer(request);
        times[index]!.push(performance.now() - startedAt);
      }
    }
    const all = times.flat();
    const usual = times.map(median);
    print(
      `  ${name.padEnd(32)} p50 ${ms(median(all))}   p99 ${ms(quantile(all, 0.99))}   slowest request, its median ${ms(Math.max(...usual))}`,
    );
  }
};
