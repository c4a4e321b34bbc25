import type { ClickModel } from '#core/counterfactual/click-model';
import type { LoggedDecision } from '#core/counterfactual/logged-decision';
import type { ShownList } from '#core/counterfactual/shown-log';
import { murmurHash } from '#core/experiments/murmur-hash';
import type { Ranked } from '#core/recommend/ranked-list';

/** What a policy would show in the place of a list: the formulas of `core/ranking/explore`. */
export interface TargetList {
  /** Product ids as they stand when nothing is explored. */
  readonly productIds: readonly string[];
  readonly openPositions: ReadonlySet<number>;
  readonly poolIds: readonly string[];
  /** Probability with which an open place is given up. */
  readonly share: number;
}

/** @param ranked made with `tellsOpenPlaces` and without a seed */
export const targetListOf = ({ items, open }: Ranked, share: number): TargetList => ({
  productIds: items.map(({ productId }) => productId),
  openPositions: new Set(share > 0 ? open?.positions : []),
  poolIds: open?.poolIds ?? [],
  share,
});

/** Probability with which the policy shows a product at a place. */
export const targetPropensity = (
  { productIds, openPositions, poolIds, share }: TargetList,
  productId: string,
  position: number,
): number => {
  const isOpen = openPositions.has(position);
  if (productIds[position] === productId) return isOpen ? 1 - share : 1;
  return isOpen && poolIds.includes(productId) ? share / poolIds.length : 0;
};

/** Mean of a prediction over what the policy shows at a place; 0 behind the end of its list. */
export const expectedAt = (target: TargetList, position: number, predict: ClickModel): number => {
  const own = target.productIds[position];
  if (own === undefined) return 0;
  if (!target.openPositions.has(position)) return predict(own, position);
  const ofPool = target.poolIds.reduce((sum, productId) => sum + predict(productId, position), 0);
  return (1 - target.share) * predict(own, position) + (target.share / target.poolIds.length) * ofPool;
};

/** Half of the sessions, so that each half is predicted by a model that saw the other. */
export const foldOf = (sessionId: string): 0 | 1 => (murmurHash(`fold\n${sessionId}`) % 2 === 0 ? 0 : 1);

/**
 * The places of a list as decisions for `estimatePolicy`; clicks are the reward, places of a session rise and fall
 * together.
 * @param predict a model that has not seen the session
 */
export const decisionsOf = (list: ShownList, target: TargetList, predict: ClickModel): LoggedDecision[] =>
  list.places.map(({ productId, position, propensity }) => ({
    clusterId: list.sessionId,
    propensity,
    targetPropensity: targetPropensity(target, productId, position),
    reward: list.clickedProductIds.includes(productId) ? 1 : 0,
    predictedReward: predict(productId, position),
    targetPredictedReward: expectedAt(target, position, predict),
  }));
