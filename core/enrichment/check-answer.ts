import { longestReason, pairId } from '#core/enrichment/build-prompt';
import type { Pair } from '#core/enrichment/pair';
import type { PairAnswer } from '#core/enrichment/pair-answer';

const markup = /[<>{}[\]\\`|]|\*\*/;
const address = /https?:|www\.|\/\/|@|\b[\w-]+\.(?:com|net|org|io|shop|store|co|de|uk|fr|eu|info|biz)\b/iu;
const currencySign = /[\p{Sc}%]/u;
/** Numbers and words of price and promotion: a sentence may only repeat those of the titles. */
const claim =
  /\p{Nd}+(?:[.,]\p{Nd}+)*|\b(?:usd|eur|gbp|jpy|dollars?|euros?|pounds?|cents?|discounts?|free|sale|cheap(?:er|est)?)\b/giu;

const claimsIn = (text: string): string[] => text.toLowerCase().match(claim) ?? [];

/** True for one plain sentence that makes no claim beyond its evidence, the two titles. */
const isSafeReason = (reason: string, { source, candidate }: Pair): boolean => {
  if (reason.length === 0 || [...reason].length > longestReason || reason !== reason.trim()) return false;
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(reason) || !/\p{L}/u.test(reason)) return false;
  if (markup.test(reason) || address.test(reason) || currencySign.test(reason)) return false;
  const known = new Set(claimsIn(`${source.title} ${candidate.title}`));
  return claimsIn(reason).every((word) => known.has(word));
};

const answerOf = (entry: Record<string, unknown>, pair: Pair): PairAnswer | undefined => {
  if (Object.keys(entry).some((key) => !['id', 'verdict', 'reason'].includes(key))) return undefined;
  if (entry.verdict === 'veto') return { verdict: 'veto' };
  if (entry.verdict !== 'keep' || typeof entry.reason !== 'string') return undefined;
  return isSafeReason(entry.reason, pair) ? { verdict: 'keep', reason: entry.reason } : undefined;
};

const parseEntries = (text: string): Record<string, unknown>[] => {
  const bare = text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  try {
    const parsed = JSON.parse(bare) as { pairs?: unknown } | null;
    const entries = parsed?.pairs;
    if (!Array.isArray(entries)) return [];
    return entries.filter((entry) => typeof entry === 'object' && entry !== null);
  } catch {
    return [];
  }
};

/**
 * The valid answers of a text, by position of their pair. A pair is left out when its id is missing or answered twice,
 * or when its answer is malformed, too long or unsafe to show; ids that were not asked are ignored.
 */
export const checkAnswer = (text: string, pairs: readonly Pair[]): Map<number, PairAnswer> => {
  const positions = new Map(pairs.map((_, index) => [pairId(index), index]));
  const answers = new Map<number, PairAnswer>();
  const seen = new Set<number>();
  for (const entry of parseEntries(text)) {
    const index = positions.get(String(entry.id));
    if (index === undefined) continue;
    const answer = seen.has(index) ? undefined : answerOf(entry, pairs[index]!);
    seen.add(index);
    if (answer) answers.set(index, answer);
    else answers.delete(index);
  }
  return answers;
};
