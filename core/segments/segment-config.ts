/** What a merchant sets about segments; one per company. */
export interface SegmentConfig {
  /** Days since the last order after which a customer is at risk. */
  readonly atRiskAfterDays: number;
  /** Days since the last order after which a customer has lapsed; more than `atRiskAfterDays`. */
  readonly lapsedAfterDays: number;
  /** Orders from which a customer may be a VIP. */
  readonly vipOrders: number;
  /** Minor units in the company's currency that a VIP has spent at least. */
  readonly vipSpent: number;
  /** Mean minor units of an order from which its value is middling, and from which it is high. */
  readonly valueBands: { readonly mid: number; readonly high: number };
}

export const defaultSegmentConfig: SegmentConfig = {
  atRiskAfterDays: 90,
  lapsedAfterDays: 180,
  vipOrders: 5,
  vipSpent: 50_000,
  valueBands: { mid: 4_000, high: 10_000 },
};
