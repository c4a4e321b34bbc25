import type { ShopEvent } from '#core/events/shop-event';
import { applyOfferEvent, type ImpressionState, isOfferEvent } from '#core/offers/impression-state';
import { rememberOffer } from '#core/offers/remember-offer';

const now = '2026-11-20T10:00:00.000Z';
const eur = (amount: number) => ({ amount, currency: 'EUR' });

type Kind = 'offer_impression' | 'offer_accept' | 'offer_decline';

const event = (type: Kind, more: Partial<ShopEvent> = {}): ShopEvent => ({
  eventId: type,
  companyId: 'shop',
  type,
  occurredAt: now,
  receivedAt: now,
  sessionId: 's1',
  offer: { offerId: 'off_1', ruleId: 'r1', type: 'CROSS_SELL', discount: eur(150) },
  ...more,
});

const [shown, accepted, declined] = [event('offer_impression'), event('offer_accept'), event('offer_decline')];

/** Sums of impressions, accepts, declines and orphans after events. */
const countsOf = (...events: ShopEvent[]) => {
  let state: ImpressionState | undefined;
  const sums = [0, 0, 0, 0];
  for (const one of events) {
    const step = applyOfferEvent(state, one);
    state = step.state;
    const { impressions, accepts, declines, orphans } = step.counts;
    for (const [index, by] of [impressions, accepts, declines, orphans].entries()) sums[index]! += by;
  }
  return sums;
};

describe('an impression', () => {
  it.each<[string, ShopEvent[], number[]]>([
    ['shown', [shown], [1, 0, 0, 0]],
    ['shown twice', [shown, shown], [1, 0, 0, 0]],
    ['accepted once', [shown, accepted, accepted], [1, 1, 0, 0]],
    ['declined once', [shown, declined, declined], [1, 0, 1, 0]],
    ['accepted after a decline', [shown, declined, accepted], [1, 1, 1, 0]],
    ['declined after an accept, which does not count', [shown, accepted, declined], [1, 1, 0, 0]],
    ['accepted without having been shown', [accepted, accepted], [0, 0, 0, 1]],
    ['declined without having been shown', [declined], [0, 0, 0, 1]],
    ['accepted before its impression came', [accepted, shown], [1, 1, 0, 1]],
    ['declined before its impression came', [declined, shown], [1, 0, 1, 1]],
  ])('%s', (_, events, expected) => {
    expect(countsOf(...events)).toEqual(expected);
  });

  it('gives away its discount, and brings its value, with the accept that counts', () => {
    const offer = { ...shown.offer!, value: eur(900) };
    const { state } = applyOfferEvent(undefined, shown);
    const { counts } = applyOfferEvent(state, event('offer_accept', { offer }));
    expect(counts).toMatchObject({ accepts: 1, discount: eur(150), value: eur(900) });
  });

  it('says that nothing changed when an event comes again', () => {
    const first = applyOfferEvent(undefined, accepted);
    expect([first.isChanged, applyOfferEvent(first.state, accepted).isChanged]).toEqual([true, false]);
  });
});

describe('events about offers', () => {
  it('are those whose token was good', () => {
    expect(isOfferEvent(shown)).toBe(true);
    expect(isOfferEvent({ ...shown, offer: undefined })).toBe(false);
    expect(isOfferEvent({ ...shown, type: 'product_view' })).toBe(false);
  });
});

describe('what a shopper remembers', () => {
  const none = { impressions: 0, accepts: 0, declines: 0, orphans: 0 };

  it('is how often a rule was shown, and the last answer by our clock', () => {
    const history = rememberOffer({}, shown, { ...none, impressions: 1 });
    const backdated = event('offer_decline', { occurredAt: '2020-01-01T00:00:00.000Z' });
    expect(rememberOffer(history, backdated, none)).toEqual({ r1: { shown: 1, declinedAt: now } });
    const later = event('offer_accept', { receivedAt: '2026-11-20T11:00:00.000Z' });
    expect(rememberOffer(history, later, none)).toEqual({ r1: { shown: 1, acceptedAt: '2026-11-20T11:00:00.000Z' } });
  });

  it('holds the 200 rules that were heard of last', () => {
    let history = {};
    for (let index = 0; index < 250; index += 1) {
      const offer = { ...shown.offer!, ruleId: `r${index}` };
      history = rememberOffer(history, event('offer_impression', { offer }), { ...none, impressions: 1 });
    }
    expect(Object.keys(history)).toHaveLength(200);
    expect(history).toHaveProperty('r249');
    expect(history).not.toHaveProperty('r49');
  });
});
