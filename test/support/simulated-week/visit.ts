import type { EventInput } from '#contracts/api/events';
import { getFrequentlyViewed } from '#contracts/api/recommendations';
import { isHeldOut } from '#core/hold-out/is-held-out';
import type { Random } from '#local/demo/random';
import { orderTotal, placedOrder } from '#test/support/simulated-week/order-story';
import { heldOutByDefault } from '#test/support/simulated-week/recount/count-hold-out';
import type { CartLine, Visitor, VisitorKind } from '#test/support/simulated-week/visitor';
import { priceIn, weekCatalog, weekProduct } from '#test/support/simulated-week/week-catalog';
import { listOperations, type WeekShop } from '#test/support/simulated-week/week-shop';
import type {
  Fate,
  Happening,
  OrderVersion,
  ShownItem,
  ShownList,
  ShownOffer,
} from '#test/support/simulated-week/week-truth';

export interface Visit {
  readonly happenings: readonly Happening[];
  /** What was bought, as the store's server knows it; absent when nothing was, or when the server never tells. */
  readonly order?: OrderVersion;
}

const fates: Record<VisitorKind, Fate> = {
  shopper: { kind: 'counted' },
  robot: { kind: 'robot' },
  'refuses-analytics': { kind: 'ignored' },
  'refuses-personalization': { kind: 'counted' },
  'wrong-clock': { kind: 'counted' },
};

const peculiarities: Partial<Record<VisitorKind, Partial<EventInput>>> = {
  robot: { context: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' } },
  'refuses-analytics': { consent: { analytics: false } },
  'refuses-personalization': { consent: { analytics: true, personalization: false } },
};

type About = Pick<Happening, 'list' | 'item' | 'offer'>;

/** Writes down what a visitor does: whole seconds after each other, further apart than a request takes. */
class VisitDiary {
  readonly happenings: Happening[] = [];
  readonly visitor: Visitor;
  readonly random: Random;
  nowMs: number;

  constructor(visitor: Visitor, random: Random, startMs: number) {
    this.visitor = visitor;
    this.random = random;
    this.nowMs = startMs;
  }

  add(type: string, fields: Partial<EventInput> = {}, about: About = {}): void {
    const { visitor } = this;
    this.nowMs += 1_000 * (5 + this.random.below(5));
    visitor.eventCount += 1;
    const { clockAheadMs } = visitor;
    const wire: EventInput = {
      eventId: `event-${String(visitor.eventCount).padStart(4, '0')}`,
      type,
      occurredAt: new Date(this.nowMs + (clockAheadMs ?? 0)).toISOString(),
      sessionId: visitor.sessionId,
      ...(visitor.customerId !== undefined && { customerId: visitor.customerId }),
      ...peculiarities[visitor.kind],
      ...fields,
    };
    const fate = fates[visitor.kind];
    this.happenings.push({ wire, fate, ...about, occurredMs: this.nowMs, clockAheadMs });
  }
}

const put = (cart: CartLine[], productId: string): void => {
  const line = cart.find((one) => one.productId === productId);
  if (line) line.quantity += 1;
  else cart.push({ productId, quantity: 1 });
};

const answerItem = (diary: VisitDiary, list: ShownList, item: ShownItem, cart: CartLine[]): void => {
  const { random } = diary;
  const { token, productId } = item;
  diary.add('recommendation_click', { productId, token }, { list, item });
  diary.add('product_view', { productId });
  if (!random.chance(0.5)) return;
  diary.add('recommendation_add_to_cart', { productId, token, quantity: 1 }, { list, item });
  put(cart, productId);
};

/** Clicks and adds of which nobody can tell what they are about, and answers of offers without a token. */
const addOrphan = (diary: VisitDiary): void => {
  const { productId } = diary.random.pick(weekCatalog);
  const type = diary.random.pick(['recommendation_click', 'recommendation_add_to_cart', 'offer_accept']);
  diary.add(type, type === 'offer_accept' ? {} : { productId });
};

const visitPage = async (shop: WeekShop, diary: VisitDiary, cart: CartLine[]): Promise<void> => {
  const { random, visitor } = diary;
  const { productId } = random.pick(weekCatalog);
  diary.add('product_view', { productId });
  const { sessionId, customerId, currency } = visitor;
  const isPersonal = random.chance(0.3) && !visitor.kind.startsWith('refuses');
  const operation = random.pick(listOperations);
  const list = await shop.list({ operation, productId, currency, sessionId, customerId, isPersonal });
  const [first] = list.items;
  // Lists that caches share are made for everybody: the page hides them from whom it knows to be held out.
  if (first && !isHeldOut(shop.companyId, heldOutByDefault, sessionId)) {
    const productIds = list.items.map((item) => item.productId);
    diary.add('recommendation_impression', { productIds, token: first.token }, { list, item: first });
    if (random.chance(0.45)) answerItem(diary, list, random.pick(list.items), cart);
  }
  if (random.chance(0.25)) {
    diary.add('add_to_cart', { productId, quantity: 1 });
    put(cart, productId);
  }
  if (random.chance(0.06)) addOrphan(diary);
};

const offeredPrice = ({ productIds }: ShownOffer, currency: string) => priceIn(weekProduct(productIds[0]!), currency);

const answerOffer = (diary: VisitDiary, offer: ShownOffer, cart: CartLine[]): void => {
  const { random, visitor } = diary;
  const { token } = offer;
  // Now and then a page forgets to say that it shows the offer.
  if (!random.chance(0.05)) diary.add('offer_impression', { token }, { offer });
  const answer = random.weighted([30, 20, 50]);
  if (answer === 0) {
    diary.add('offer_accept', { token, value: offeredPrice(offer, visitor.currency) }, { offer });
    for (const productId of offer.productIds) put(cart, productId);
  }
  if (answer === 1) diary.add('offer_decline', { token }, { offer });
};

const visitCart = async (shop: WeekShop, diary: VisitDiary, cart: CartLine[]): Promise<void> => {
  const { sessionId, customerId, currency, eventCount } = diary.visitor;
  const owner = { sessionId, ...(customerId !== undefined && { customerId }) };
  const cartId = `cart-${sessionId}-${eventCount}`;
  const offers = await shop.offers({ cartId, currency, lines: cart.map((line) => ({ ...line })), ...owner });
  for (const offer of offers) answerOffer(diary, offer, cart);
};

/** The server tells of most orders, the page of most; each of the two alone knows of some. */
const pay = (diary: VisitDiary, cart: readonly CartLine[]): OrderVersion | undefined => {
  const { visitor, random } = diary;
  const order = placedOrder(`order-${visitor.sessionId}-${visitor.eventCount}`, visitor, cart, diary.nowMs);
  const tellers = random.weighted([60, 20, 20]);
  const productIds = cart.map(({ productId }) => productId);
  if (tellers !== 1) diary.add('purchase', { orderId: order.orderId, productIds, value: orderTotal(order) });
  return tellers === 2 ? undefined : order;
};

/** One visit: pages with lists, then the cart with its offers; some pay. Lists and offers are asked for over HTTP. */
export const makeVisit = async (shop: WeekShop, visitor: Visitor, random: Random, startMs: number): Promise<Visit> => {
  const diary = new VisitDiary(visitor, random, startMs);
  const cart: CartLine[] = [];
  const pages = 1 + random.below(4);
  for (let page = 0; page < pages; page += 1) await visitPage(shop, diary, cart);
  const { happenings } = diary;
  if (cart.length === 0) return { happenings };
  await visitCart(shop, diary, cart);
  if (visitor.kind === 'robot' || !random.chance(0.6)) return { happenings };
  diary.add('checkout_started');
  return { happenings, order: pay(diary, cart) };
};

/** What somebody clicked on who left without buying; absent where nothing was shown. */
export interface LookAround {
  readonly visitor: Visitor;
  readonly happenings: readonly Happening[];
  readonly productId?: string;
}

/** Somebody clicks on a recommendation and goes. */
export const lookAround = async (
  shop: WeekShop,
  visitor: Visitor,
  random: Random,
  startMs: number,
): Promise<LookAround> => {
  const diary = new VisitDiary(visitor, random, startMs);
  const { productId } = random.pick(weekCatalog);
  const { sessionId, currency } = visitor;
  diary.add('product_view', { productId });
  const list = await shop.list({ operation: getFrequentlyViewed, productId, currency, sessionId, isPersonal: true });
  const [item] = list.items;
  if (!item) return { visitor, happenings: diary.happenings };
  diary.add('recommendation_click', { productId: item.productId, token: item.token }, { list, item });
  return { visitor, happenings: diary.happenings, productId: item.productId };
};

/** Comes back and buys it: whether the click still counts is a matter of hours. */
export const comeBack = ({ visitor, productId }: LookAround, random: Random, startMs: number): Visit => {
  const diary = new VisitDiary(visitor, random, startMs);
  if (productId === undefined) return { happenings: [] };
  diary.add('add_to_cart', { productId, quantity: 1 });
  diary.add('checkout_started');
  return { happenings: diary.happenings, order: pay(diary, [{ productId, quantity: 1 }]) };
};
