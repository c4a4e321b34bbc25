/**
 * Opinions on products: from the cache where the same was asked before, else from the language model, a batch at a time,
 * within the budget. A call that fails leaves its products without an opinion, and ends the asking: it is not worth
 * holding up a night.
 */
import type { EnrichmentBudget } from '#core/enrichment/budget';
import type { CachedOpinion, OpinionStore } from '#core/ports/forecast-store';
import type { TextEnricher } from '#core/ports/text-enricher';
import { checkOpinions, type OpinionSubject, opinionPrompt, opinionTokens } from '#core/subscriptions/opinion';

export interface OpinionDependencies {
  readonly enricher: TextEnricher;
  readonly opinions: OpinionStore;
  readonly budget: EnrichmentBudget;
  readonly onFailure: (error: unknown) => void;
}

export interface AskedSubject {
  readonly subject: OpinionSubject;
  /** Hash of the subject, the instruction and the model. */
  readonly contentHash: string;
}

export interface Opinions {
  /** Days a unit, by content hash; absent where nothing is known or the product is not used up. */
  readonly daysPerUnit: ReadonlyMap<string, number>;
  readonly cached: number;
  readonly asked: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const subjectsPerCall = 20;

interface Answered {
  readonly opinions: readonly CachedOpinion[];
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One call; undefined when the budget does not allow it, or it failed. */
const ask = async (batch: readonly AskedSubject[], deps: OpinionDependencies): Promise<Answered | undefined> => {
  const prompt = opinionPrompt(batch.map(({ subject }) => subject));
  const reserved = opinionTokens(prompt, batch.length);
  if (!deps.budget.reserve(batch.length, reserved)) return undefined;
  try {
    const { text, inputTokens, outputTokens } = await deps.enricher.complete(prompt);
    deps.budget.settle(reserved, inputTokens + outputTokens);
    const valid = checkOpinions(text, batch.length);
    const opinions = Array.from(valid, ([index, daysPerUnit]) => ({
      contentHash: batch[index]!.contentHash,
      daysPerUnit,
    }));
    return { opinions, inputTokens, outputTokens };
  } catch (error) {
    deps.onFailure(error);
    return undefined;
  }
};

/** @param now ISO-8601 UTC, the time that new answers are kept from. */
export const askOpinions = async (
  { companyId, now }: { readonly companyId: string; readonly now: string },
  subjects: readonly AskedSubject[],
  deps: OpinionDependencies,
): Promise<Opinions> => {
  const byHash = new Map(subjects.map((subject) => [subject.contentHash, subject]));
  const cached = await deps.opinions.getMany(companyId, [...byHash.keys()]);
  const known: CachedOpinion[] = [...cached];
  for (const { contentHash } of cached) byHash.delete(contentHash);
  const open = [...byHash.values()].slice(0, deps.budget.pairsLeft);
  const usage = { asked: 0, inputTokens: 0, outputTokens: 0 };
  for (let start = 0; start < open.length; start += subjectsPerCall) {
    const batch = open.slice(start, start + subjectsPerCall);
    const answered = await ask(batch, deps);
    if (!answered) break;
    usage.asked += batch.length;
    usage.inputTokens += answered.inputTokens;
    usage.outputTokens += answered.outputTokens;
    await deps.opinions.putAll(companyId, answered.opinions, now);
    known.push(...answered.opinions);
  }
  const daysPerUnit = known.flatMap(({ contentHash, daysPerUnit: days }) =>
    days === null ? [] : [[contentHash, days] as const],
  );
  return { daysPerUnit: new Map(daysPerUnit), cached: cached.length, ...usage };
};
