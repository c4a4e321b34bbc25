/**
 * What a group says about each of its pairs: w_g = e^(−age_g/τ) · L_g^−γ, with age_g as a share of the log's time span
 * and L_g the other entries of the group, |g| − 1, or for a random walk all of them, |g|. O(groups).
 * An empty log has no weights; a log of one instant has no decay.
 */
import { type GroupedLog, groupCount, groupTime } from '#core/similarity/grouped-log';

export interface GroupWeighting {
  /** γ, 0 … 1: how little a long group says about each of its pairs. */
  readonly lengthPenalty: number;
  /** What γ goes by: the other entries of the group (when absent), or all of them, as in a random walk. */
  readonly lengthOf?: 'others' | 'all';
  /** τ as a share of the log's time span, > 0; absent: no decay. */
  readonly decaySpan?: number;
}

/** A group of one item weighs like a pair. */
export const groupWeights = (
  log: GroupedLog,
  { decaySpan = Number.POSITIVE_INFINITY, lengthPenalty, lengthOf = 'others' }: GroupWeighting,
): Float64Array => {
  const groups = groupCount(log);
  const weights = new Float64Array(groups);
  if (groups === 0) return weights;
  const newest = groupTime(log, groups - 1);
  const span = Math.max(1, newest - groupTime(log, 0));
  const others = lengthOf === 'others' ? 1 : 0;
  for (let group = 0; group < groups; group += 1) {
    const length = Math.max(2, log.offsets[group + 1]! - log.offsets[group]!);
    const age = (newest - groupTime(log, group)) / span;
    weights[group] = Math.exp(-age / decaySpan) * (length - others) ** -lengthPenalty;
  }
  return weights;
};

/** What one co-occurrence within each group is worth, before the distance between its items. */
export const groupPairWeights = (log: GroupedLog, weighting: GroupWeighting): Float64Array =>
  groupWeights(log, weighting).map((weight, group) => (log.offsets[group + 1]! - log.offsets[group]! < 2 ? 0 : weight));
