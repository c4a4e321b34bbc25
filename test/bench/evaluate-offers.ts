import { evaluateOffers } from '#core/offers/evaluate-offers';
import { median, ms, quantile } from '#test/bench/percentile';
import { randomOfferRequest } from '#test/support/random-offers';

const size = { products: 120, lines: 26, rules: 200 };
const lines = 20;
const rounds = 20;

/** Carts of exactly 20 lines against 200 rules, all of them enabled. */
const requests = () =>
  Array.from({ length: 400 }, (_, seed) => randomOfferRequest(seed, size))
    .filter(({ cart }) => cart.lines.length >= lines)
    .map((request) => ({
      ...request,
      limit: 3,
      cart: { ...request.cart, lines: request.cart.lines.slice(0, lines) },
      rules: request.rules.map((rule) => ({ ...rule, enabled: true })),
    }));

/** Times the core alone: no reads, no network. */
export const benchEvaluation = (print: (line: string) => void): void => {
  const carts = requests();
  for (const request of carts) evaluateOffers(request);
  const sample: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const request of carts) {
      const startedAt = performance.now();
      evaluateOffers(request);
      sample.push(performance.now() - startedAt);
    }
  }
  print(
    `  20 lines × 200 rules, ${carts.length} carts    p50 ${ms(median(sample))}   p99 ${ms(quantile(sample, 0.99))}`,
  );
};
