/**
 * What a store did in a period, and what part of it recommendations and offers are credited with. Credit says what came
 * before an order, not what caused it: shoppers who click would often have bought anyway. Only the hold-out tells what
 * recommendations bring.
 *
 *   GMV                        what orders brought, less what came back
 *   influenced GMV             all that the orders brought that hold at least one credited line
 *   credited GMV               the credited lines alone
 *   click rate (CTR)           clicks ÷ lists shown
 *   conversion rate (CVR)      orders ÷ visits
 *   order value (AOV)          GMV ÷ orders; with and without recommendations: of influenced orders, and of the others
 */
import { type Figures, type MoneyFigures, type Rates, ratesOf, sumFigures } from '#core/analytics/figures';
import type { RollUpRow, RollUpScope } from '#core/analytics/roll-up';
import { type ShareEstimate, shareEstimate } from '#core/analytics/share-estimate';

export interface CurrencyFigures {
  readonly currency: string | null;
  readonly orders: number;
  readonly units: number;
  /** Minor units, as all amounts here. */
  readonly revenue: number;
  readonly refunds: number;
  /** Of the kept units whose cost is known; see `costedRevenue`. */
  readonly margin: number;
  readonly costedRevenue: number;
  readonly influencedOrders: number;
  readonly influencedRevenue: number;
  /** Influenced ÷ all revenue; null without revenue. */
  readonly influencedShare: number | null;
  readonly creditedByRecommendations: number;
  readonly creditedByOffers: number;
  /** Of all orders, of those with credited lines, and of the others; null without any. */
  readonly orderValue: number | null;
  readonly orderValueWith: number | null;
  readonly orderValueWithout: number | null;
}

export interface KeyFigures {
  readonly views: number;
  readonly sessions: number;
  readonly recommendations: Figures['events'];
  readonly rates: Rates;
  /** Orders ÷ visits; null where orders came without visits. */
  readonly conversion: ShareEstimate | null;
  readonly byCurrency: readonly CurrencyFigures[];
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const revenueIn = ({ money }: Figures, currency: string | null): number =>
  money.find((one) => one.currency === currency)?.revenueMinor ?? 0;

const currencyFigures = (own: MoneyFigures, lists: Figures, offers: Figures): CurrencyFigures => {
  const { currency, orders, units, influencedOrders } = own;
  const [revenue, influencedRevenue] = [own.revenueMinor, own.influencedRevenueMinor];
  return {
    currency,
    orders,
    units,
    revenue,
    refunds: own.refundMinor,
    margin: own.marginMinor,
    costedRevenue: own.costedRevenueMinor,
    influencedOrders,
    influencedRevenue,
    influencedShare: ratio(influencedRevenue, revenue),
    creditedByRecommendations: revenueIn(lists, currency),
    creditedByOffers: revenueIn(offers, currency),
    orderValue: ratio(revenue, orders),
    orderValueWith: ratio(influencedRevenue, influencedOrders),
    orderValueWithout: ratio(revenue - influencedRevenue, orders - influencedOrders),
  };
};

/** @param rows of the period. O(rows). */
export const keyFigures = (rows: readonly RollUpRow[]): KeyFigures => {
  const of = (scope: RollUpScope) => sumFigures(rows.filter(({ dimension }) => dimension.scope === scope));
  const [store, lists, offers] = [of('store'), of('recommendation'), of('offer')];
  const orders = store.money.reduce((sum, one) => sum + one.orders, 0);
  const { views, sessions } = store.events;
  const shown = { ...lists.events, ...{ offersShown: offers.events.offersShown, accepts: offers.events.accepts } };
  return {
    views,
    sessions,
    recommendations: { ...shown, declines: offers.events.declines },
    rates: {
      ...ratesOf(lists),
      acceptsPerOffer: ratesOf(offers).acceptsPerOffer,
    },
    conversion: shareEstimate(orders, sessions),
    byCurrency: store.money.map((own) => currencyFigures(own, lists, offers)),
  };
};
