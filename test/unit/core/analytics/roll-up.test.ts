import fc from 'fast-check';
import {
  dimensionFromName,
  dimensionOf,
  nameOfDimension,
  type RollUpRow,
  rollUpCounters,
  rollUpScopes,
  rowsBetween,
  sumRows,
} from '#core/analytics/roll-up';
import { daysOfSession, rollUpEvents, rollUpSessionDays } from '#core/analytics/roll-up-events';
import type { ShopEvent } from '#core/events/shop-event';

const word = fc.option(fc.stringMatching(/^[A-Za-z0-9_.-]{1,6}$/), { nil: null });
const dimension = fc.record({
  scope: fc.constantFrom(...rollUpScopes),
  placement: word,
  relation: word,
  modelVersion: word,
  ruleId: word,
  experimentId: word,
  variant: word,
  currency: word,
});
const row: fc.Arbitrary<RollUpRow> = fc.record({
  date: fc.constantFrom('2026-11-19', '2026-11-20'),
  dimension: fc.oneof(dimension, fc.constant(dimensionOf({ scope: 'store' }))),
  counts: fc.dictionary(fc.constantFrom(...rollUpCounters), fc.integer({ min: -9, max: 9 })),
});
const rows = fc.array(row, { maxLength: 30 });

const event = (type: ShopEvent['type'], extra: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId: 'e',
  companyId: 'shop',
  type,
  occurredAt: '2026-11-20T22:00:00.000Z',
  receivedAt: '2026-11-20T23:30:00.000Z',
  sessionId: 's1',
  ...extra,
});
const served = { recommendationId: 'rec_1', placement: 'product', relation: 'similar', modelVersion: 'm1' };

describe('roll-ups', () => {
  it('name each dimension by a text of its own', () => {
    fc.assert(fc.property(dimension, (one) => expect(dimensionFromName(nameOfDimension(one))).toEqual(one)));
  });

  it('come to the same sums in whatever order and pieces rows are added', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        expect(sumRows([...sumRows(a), ...sumRows(b)])).toEqual(sumRows([...b, ...a]));
      }),
    );
  });

  it('lead from any rows to any others by the rows between', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        expect(sumRows([...before, ...rowsBetween(before, after)])).toEqual(sumRows(after));
      }),
    );
  });

  it('have no rows between equal ones', () => {
    fc.assert(fc.property(rows, (same) => expect(rowsBetween(same, [...same].reverse())).toEqual([])));
  });
});

describe('the figures of events', () => {
  it('count a list once and its products each, on the store’s day of receipt', () => {
    const shown = event('recommendation_impression', { ...served, productIds: ['a', 'b', 'c'] });
    expect(rollUpEvents([shown, shown], 'Asia/Tokyo')).toEqual([
      {
        date: '2026-11-21',
        dimension: dimensionOf({
          scope: 'recommendation',
          placement: 'product',
          relation: 'similar',
          modelVersion: 'm1',
        }),
        counts: { impressions: 2, itemImpressions: 6 },
      },
    ]);
  });

  it('tell experiments, rules and variants apart', () => {
    const offer = { offerId: 'o', ruleId: 'r1', type: 'CROSS_SELL', discount: { amount: 0, currency: 'EUR' } } as const;
    const counted = rollUpEvents(
      [
        event('recommendation_click', { ...served, productId: 'a', experimentId: 'x', variant: 'b' }),
        event('offer_impression', { offer }),
        event('offer_accept', { offer: { ...offer, experimentId: 'x', variant: 'b' } }),
        event('offer_decline', { offer }),
      ],
      'UTC',
    );
    expect(
      counted.map(({ dimension: { scope, ruleId, experimentId, variant }, counts }) => [
        [scope, ruleId, experimentId, variant],
        counts,
      ]),
    ).toEqual([
      [['offer', 'r1', null, null], { offersShown: 1, declines: 1 }],
      [['offer', 'r1', 'x', 'b'], { accepts: 1 }],
      [['recommendation', null, 'x', 'b'], { clicks: 1 }],
    ]);
  });

  it('leave out what belongs to nothing that was served', () => {
    const orphans = [event('recommendation_click', { productId: 'a' }), event('offer_accept'), event('add_to_cart')];
    expect(rollUpEvents(orphans, 'UTC')).toEqual([]);
  });

  it('count a session on every day on which something of it came in', () => {
    const days = daysOfSession(
      [event('product_view'), event('purchase'), event('refund', { receivedAt: '2026-11-21T00:10:00.000Z' })],
      'UTC',
    );
    expect(days).toEqual(['2026-11-20', '2026-11-21']);
    expect(rollUpSessionDays([...days, '2026-11-20']).map(({ date, counts }) => [date, counts.sessions])).toEqual([
      ['2026-11-20', 2],
      ['2026-11-21', 1],
    ]);
  });
});
