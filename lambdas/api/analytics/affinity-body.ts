import { type Affinity, affinityRatios } from '#core/analytics/affinity';

/** A pair as it is answered. @param allOrders of the report */
export const affinityBody = (pair: Affinity, allOrders: number) => {
  const { confidenceAToB, confidenceBToA, ...ratios } = affinityRatios(pair, allOrders);
  return { ...pair, ...ratios, confidenceFirstToSecond: confidenceAToB, confidenceSecondToFirst: confidenceBToA };
};
