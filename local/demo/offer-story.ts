import { putCart } from '#contracts/api/carts';
import { getCartOffers } from '#contracts/api/upsell';
import {
  getRuleDays,
  recordOfferAccept,
  recordOfferDecline,
  recordOfferImpressions,
} from '#contracts/api/upsell-impressions';
import { upsellTypes } from '#core/rules/offer-declarations';
import type { Demo } from '#local/demo/start-demo';
import type { ApiClient, CallResult } from '#scripts/api-client';

type Offer = CallResult<typeof getCartOffers>['offers'][number];
type Lines = Readonly<Record<string, number>>;

export interface OfferStory {
  readonly demo: Demo;
  readonly owner: ApiClient;
  readonly shopper: ApiClient;
  readonly chapter: <T>(title: string, act: () => Promise<{ seen: string; value: T }>) => Promise<T>;
  readonly check: (holds: boolean, what: string) => void;
}

const sessionId = 'story-offers';

/** Three jars cost 29.70; from four on each is 1.50 less, so that a fourth adds 3.90. */
const jars: Lines = { 'oslo-storage-jar': 3 };
const addedByFourthJar = 390;

const dearCart: Lines = { 'oslo-teapot': 2, 'oslo-coffee-beans': 1 };

const offersFor = async ({ demo, shopper }: OfferStory, cartId: string, lines: Lines): Promise<readonly Offer[]> => {
  const query = { companyId: demo.companyId };
  const body = { sessionId, lines: Object.entries(lines).map(([productId, quantity]) => ({ productId, quantity })) };
  await shopper.call(putCart, { params: { cartId }, query, body });
  const { offers } = await shopper.call(getCartOffers, { params: { cartId }, query: { ...query, limit: 10 } });
  return offers;
};

const today = (): string => new Date().toISOString().slice(0, 10);

const countsOf = async ({ demo, owner }: OfferStory, ruleId: string) => {
  await demo.cloud.drainStreams();
  const query = { companyId: demo.companyId, from: today(), to: today() };
  const { data } = await owner.call(getRuleDays, { params: { ruleId }, query });
  const sum = (name: 'impressions' | 'accepts') => data.reduce((total, day) => total + day[name], 0);
  return { impressions: sum('impressions'), accepts: sum('accepts') };
};

const eventOf = ({ token }: Offer, name: string) => ({
  eventId: `story-${name}-${Date.now()}`,
  occurredAt: new Date().toISOString(),
  sessionId,
  token,
});

/** Offers for carts: of all six types, counted once when accepted, silent when declined. */
export const tellOfferStory = async (story: OfferStory): Promise<void> => {
  const { demo, shopper, chapter, check } = story;
  const query = { companyId: demo.companyId };
  const [bulk, crossSell] = await chapter('Offer', async () => {
    const offers = [
      ...(await offersFor(story, 'story-jars', jars)),
      ...(await offersFor(story, 'story-tea', dearCart)),
    ];
    const byType = new Map(offers.toReversed().map((offer) => [offer.type, offer]));
    check(byType.size === upsellTypes.length, `only ${[...byType.keys()].join(', ')} were offered`);
    const { text, priceEffect } = byType.get('BULK_DISCOUNT')!;
    const added = priceEffect.cartTotalWithOffer.amount - priceEffect.cartTotal.amount;
    check(added === addedByFourthJar, `a fourth jar adds ${added}`);
    const seen = `two carts get all six kinds of offers, e.g. "${text.title}" for 3.90 more`;
    return { seen, value: [byType.get('BULK_DISCOUNT')!, byType.get('CROSS_SELL')!] as const };
  });
  await chapter('Accept an offer', async () => {
    await shopper.call(recordOfferImpressions, { query, body: { impressions: [eventOf(bulk, 'seen')] } });
    const accept = { query, body: eventOf(bulk, 'accept') };
    await shopper.call(recordOfferAccept, accept);
    await shopper.call(recordOfferAccept, accept);
    const { impressions, accepts } = await countsOf(story, bulk.ruleId);
    check(impressions === 1 && accepts === 1, `counted ${impressions} impressions and ${accepts} accepts`);
    return { seen: 'seen once, accepted twice by mistake, counted once each', value: undefined };
  });
  await chapter('Decline an offer', async () => {
    await shopper.call(recordOfferDecline, { query, body: eventOf(crossSell, 'decline') });
    await demo.cloud.drainStreams();
    const again = await offersFor(story, 'story-jars', jars);
    check(!again.some(({ ruleId }) => ruleId === crossSell.ruleId), 'a declined offer came back');
    return { seen: `"${crossSell.text.title}" is not offered again`, value: undefined };
  });
};
