/**
 * What another policy would have earned, told from a log of decisions with their probabilities, w = target ÷ propensity.
 *
 *   IPS     Σ w·r / n                            unbiased (Horvitz & Thompson 1952; Li et al., WSDM 2011)
 *   SNIPS   Σ w·r / Σ w                          steadier (Swaminathan & Joachims, NIPS 2015)
 *   DR      Σ ( q(target) + w·(r − q) ) / n      right when weights or predictions are (Dudík, Langford & Li, ICML 2011)
 *
 * All are ratios of sums over clusters; the 95 % interval is that of a ratio estimator over clusters (Cochran 1977, 6.4):
 * Var = C/(C − 1) · Σ (numerator − value·denominator)² / (Σ denominator)². Effective clusters: (Σ W)² / Σ W² (Kong 1992).
 * Refused where the log says too little: without decisions, with a propensity outside 0 < p ≤ 1, with fewer effective
 * clusters than 100 or 2 % of those logged, and where the mean weight is not 1 beyond doubt (4 standard errors), which
 * shows that propensities are wrong, or that the target shows what was never shown. O(n log n).
 */
import type {
  LoggedDecision,
  Overlap,
  PolicyAnswer,
  PolicyEstimate,
  Refusal,
} from '#core/counterfactual/logged-decision';

const leastEffectiveClusters = 100;
const leastEffectiveShare = 0.02;
const mostStandardErrors = 4;
/** Two-sided 95 % quantile of the normal distribution. */
const deviations = 1.959963984540054;

/** Sums of a cluster. */
interface Cluster {
  readonly places: number;
  readonly weight: number;
  readonly weighted: number;
  readonly robust: number;
}

const weightOf = ({ propensity, targetPropensity }: LoggedDecision): number => targetPropensity / propensity;

const orderOf = ({ clusterId, propensity, targetPropensity, reward, ...predicted }: LoggedDecision) =>
  [
    clusterId,
    propensity,
    targetPropensity,
    reward,
    predicted.predictedReward,
    predicted.targetPredictedReward,
  ] as const;

/** A total order, so that sums do not depend on the order of the log. */
const compare = (first: LoggedDecision, second: LoggedDecision): number => {
  const [a, b] = [orderOf(first), orderOf(second)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
};

const clusterOf = (decisions: readonly LoggedDecision[]): Cluster => {
  let [weight, weighted, robust] = [0, 0, 0];
  for (const decision of decisions) {
    const { reward, predictedReward, targetPredictedReward } = decision;
    const own = weightOf(decision);
    weight += own;
    weighted += own * reward;
    robust += targetPredictedReward + own * (reward - predictedReward);
  }
  return { places: decisions.length, weight, weighted, robust };
};

interface Ratio {
  readonly value: number;
  readonly standardError: number;
}

type Part = (cluster: Cluster) => number;

const ratioOf = (clusters: readonly Cluster[], numerator: Part, denominator: Part): Ratio => {
  const sum = (part: Part): number => clusters.reduce((total, cluster) => total + part(cluster), 0);
  const below = sum(denominator);
  const value = sum(numerator) / below;
  const squares = sum((cluster) => (numerator(cluster) - value * denominator(cluster)) ** 2);
  const count = clusters.length;
  return { value, standardError: Math.sqrt((count / (count - 1)) * squares) / below };
};

const intervalOf = ({ value, standardError }: Ratio): PolicyEstimate => ({
  value,
  low: value - deviations * standardError,
  high: value + deviations * standardError,
});

const places: Part = (cluster) => cluster.places;
const weight: Part = (cluster) => cluster.weight;

const overlapOf = (decisions: readonly LoggedDecision[], clusters: readonly Cluster[]): Overlap => {
  const sum = clusters.reduce((total, cluster) => total + cluster.weight, 0);
  const squares = clusters.reduce((total, cluster) => total + cluster.weight ** 2, 0);
  return {
    decisions: decisions.length,
    clusters: clusters.length,
    effectiveClusters: squares === 0 ? 0 : sum ** 2 / squares,
    largestWeight: decisions.reduce((most, decision) => Math.max(most, weightOf(decision)), 0),
    meanWeight: decisions.length === 0 ? 0 : sum / decisions.length,
  };
};

const isImpossible = ({ propensity, targetPropensity }: LoggedDecision): boolean =>
  !(propensity > 0 && propensity <= 1 && targetPropensity >= 0 && targetPropensity <= 1);

const refusalOf = (clusters: readonly Cluster[], { effectiveClusters }: Overlap): Refusal | undefined => {
  const least = Math.max(leastEffectiveClusters, leastEffectiveShare * clusters.length);
  if (effectiveClusters < least) return 'thin-overlap';
  const { value, standardError } = ratioOf(clusters, weight, places);
  // Rounding alone must not refuse a target that shows exactly what was shown.
  return Math.abs(value - 1) > mostStandardErrors * standardError + 1e-9 ? 'unbalanced-weights' : undefined;
};

const noOverlap = (decisions: number): Overlap => ({
  decisions,
  clusters: 0,
  effectiveClusters: 0,
  largestWeight: 0,
  meanWeight: 0,
});

/** Mean reward of a place under the policy whose probabilities the decisions name, by three estimators. */
export const estimatePolicy = (log: readonly LoggedDecision[]): PolicyAnswer => {
  if (log.length === 0) return { kind: 'refused', reason: 'no-decisions', overlap: noOverlap(0) };
  if (log.some(isImpossible))
    return { kind: 'refused', reason: 'impossible-propensity', overlap: noOverlap(log.length) };
  const decisions = [...log].sort(compare);
  const clusters = [...Map.groupBy(decisions, ({ clusterId }) => clusterId).values()].map(clusterOf);
  const overlap = overlapOf(decisions, clusters);
  const reason = refusalOf(clusters, overlap);
  if (reason) return { kind: 'refused', reason, overlap };
  return {
    kind: 'estimated',
    overlap,
    ips: intervalOf(ratioOf(clusters, ({ weighted }) => weighted, places)),
    snips: intervalOf(ratioOf(clusters, ({ weighted }) => weighted, weight)),
    doublyRobust: intervalOf(ratioOf(clusters, ({ robust }) => robust, places)),
  };
};
