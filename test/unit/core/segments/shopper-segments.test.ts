import type { CustomerTotals } from '#core/orders/spend-ledger';
import { defaultSegmentConfig } from '#core/segments/segment-config';
import { shopperFactsOf } from '#core/segments/shopper-segments';

const now = '2026-11-20T10:00:00.000Z';
const context = { config: defaultSegmentConfig, currency: 'EUR', now };
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const totals = (orders: number, amount: number, days: number): CustomerTotals => ({
  orders,
  spent: { EUR: amount },
  lastOrderAt: daysAgo(days),
});

describe('the segments of a customer', () => {
  it.each<[string, CustomerTotals, string[]]>([
    ['nobody has ordered', { orders: 0, spent: {} }, ['new']],
    ['one order today', totals(1, 3999, 0), ['returning', 'value-low']],
    ['an order of 40.00', totals(1, 4000, 89), ['returning', 'value-mid']],
    ['an order of 100.00, 90 days ago', totals(1, 10_000, 90), ['at-risk', 'value-high']],
    ['180 days without an order', totals(3, 3000, 180), ['lapsed', 'value-low']],
    ['five orders of 500.00 together', totals(5, 50_000, 10), ['returning', 'vip', 'value-high']],
    ['a VIP who stays away', totals(5, 50_000, 100), ['at-risk', 'vip', 'value-high']],
    ['a VIP who has lapsed', totals(5, 50_000, 200), ['lapsed', 'value-high']],
    ['often, but little', totals(5, 49_999, 10), ['returning', 'value-mid']],
    ['other money counts as orders only', { ...totals(5, 0, 10), spent: { USD: 90_000 } }, ['returning', 'value-low']],
  ])('%s', (_, given, segments) => {
    expect(shopperFactsOf(given, context).segments).toEqual(segments);
  });

  it('count orders and whole days', () => {
    expect(shopperFactsOf(totals(2, 5000, 12.9), context)).toMatchObject({ orders: 2, daysSinceLastOrder: 12 });
    expect(shopperFactsOf({ orders: 0, spent: {} }, context)).not.toHaveProperty('daysSinceLastOrder');
  });

  it('join what the store gave, which alone decides about group prices', () => {
    const facts = shopperFactsOf(totals(1, 5000, 1), { ...context, given: ['trade', 'returning'] });
    expect(facts.segments).toEqual(['returning', 'value-mid', 'trade']);
    expect(facts.priceGroups).toEqual(['trade', 'returning']);
  });

  it('go by the limits that the merchant set', () => {
    const config = { ...defaultSegmentConfig, vipOrders: 1, vipSpent: 1, atRiskAfterDays: 1, lapsedAfterDays: 2 };
    expect(shopperFactsOf(totals(1, 100, 1), { ...context, config }).segments).toEqual(['at-risk', 'vip', 'value-low']);
  });
});
