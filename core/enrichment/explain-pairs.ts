/**
 * Answers for pairs: from the cache where the same was asked before, else from the language model, in batches, a few at
 * a time, within the budget and the time given. A call that fails, or an answer that does not pass its check, leaves its pairs without an
 * answer, and so with their plain reasons.
 */
import type { EnrichmentBudget } from '#core/enrichment/budget';
import { buildPrompt, estimateTokens } from '#core/enrichment/build-prompt';
import { checkAnswer } from '#core/enrichment/check-answer';
import type { Pair } from '#core/enrichment/pair';
import type { PairAnswer } from '#core/enrichment/pair-answer';
import type { CachedAnswer, EnrichmentStore } from '#core/ports/enrichment-store';
import type { TextEnricher } from '#core/ports/text-enricher';

export interface ExplainDependencies {
  readonly enricher: TextEnricher;
  readonly answers: EnrichmentStore;
  readonly budget: EnrichmentBudget;
  /** True when no further call may begin. */
  readonly isTimeUp: () => boolean;
  /** Tells of a failed call; pairs keep their plain reasons. */
  readonly onFailure: (error: unknown) => void;
}

export interface Explained {
  /** By content hash. */
  readonly answers: ReadonlyMap<string, PairAnswer>;
  readonly cached: number;
  /** Pairs that the language model was asked about now, and those of them without a valid answer. */
  readonly asked: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const pairsPerCall = 20;
const parallelCalls = 4;
const hashesPerLookup = 1_000;
/** So many failed calls are an outage: asking on would only take time. */
const mostFailedCalls = 5;

const inChunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, chunk) => list.slice(chunk * size, (chunk + 1) * size));

const lookUp = async (
  companyId: string,
  hashes: readonly string[],
  store: EnrichmentStore,
): Promise<CachedAnswer[]> => {
  const found: CachedAnswer[] = [];
  for (const chunk of inChunks(hashes, hashesPerLookup)) found.push(...(await store.getMany(companyId, chunk)));
  return found;
};

interface Asked {
  readonly answers: CachedAnswer[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly failedCalls: 0 | 1;
}

/** One call; undefined when the budget does not allow it. */
const ask = async (pairs: readonly Pair[], deps: ExplainDependencies): Promise<Asked | undefined> => {
  const prompt = buildPrompt(pairs);
  const reserved = estimateTokens(prompt, pairs.length);
  if (!deps.budget.reserve(pairs.length, reserved)) return undefined;
  try {
    const { text, inputTokens, outputTokens } = await deps.enricher.complete(prompt);
    deps.budget.settle(reserved, inputTokens + outputTokens);
    const valid = checkAnswer(text, pairs);
    const answers = Array.from(valid, ([index, answer]) => ({ contentHash: pairs[index]!.contentHash, ...answer }));
    return { answers, inputTokens, outputTokens, failedCalls: 0 };
  } catch (error) {
    deps.onFailure(error);
    return { answers: [], inputTokens: 0, outputTokens: 0, failedCalls: 1 };
  }
};

/** @param now ISO-8601 UTC, the time that new answers are kept from. */
export const explainPairs = async (
  { companyId, now }: { companyId: string; now: string },
  pairs: readonly Pair[],
  deps: ExplainDependencies,
): Promise<Explained> => {
  const byHash = new Map(pairs.map((pair) => [pair.contentHash, pair]));
  const cached = await lookUp(companyId, [...byHash.keys()], deps.answers);
  const answers = new Map<string, PairAnswer>(cached.map((answer) => [answer.contentHash, answer]));
  const open = [...byHash.values()].filter(({ contentHash }) => !answers.has(contentHash));
  const calls = inChunks(open.slice(0, deps.budget.pairsLeft), pairsPerCall);
  const usage = { asked: 0, inputTokens: 0, outputTokens: 0 };
  let failedCalls = 0;
  const lane = async (): Promise<void> => {
    for (let call = calls.shift(); call; call = calls.shift()) {
      if (failedCalls >= mostFailedCalls || deps.isTimeUp()) return;
      const asked = await ask(call, deps);
      if (!asked) return;
      failedCalls += asked.failedCalls;
      usage.asked += call.length;
      usage.inputTokens += asked.inputTokens;
      usage.outputTokens += asked.outputTokens;
      await deps.answers.putAll(companyId, asked.answers, now);
      for (const answer of asked.answers) answers.set(answer.contentHash, answer);
    }
  };
  await Promise.all(Array.from({ length: parallelCalls }, lane));
  return { answers, cached: cached.length, failed: usage.asked - (answers.size - cached.length), ...usage };
};
