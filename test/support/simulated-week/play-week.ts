import { type Random, seededRandom } from '#local/demo/random';
import { makeBadEvents } from '#test/support/simulated-week/bad-events';
import { playLastHour } from '#test/support/simulated-week/last-hour';
import { tellOrderStory } from '#test/support/simulated-week/order-story';
import { type Posting, PostOffice } from '#test/support/simulated-week/post-office';
import { makeSender, type Sender } from '#test/support/simulated-week/send-postings';
import { comeBack, type LookAround, lookAround, makeVisit, type Visit } from '#test/support/simulated-week/visit';
import { someVisitor, type Visitor } from '#test/support/simulated-week/visitor';
import { momentsADay, visitMs, weekMoments } from '#test/support/simulated-week/week-calendar';
import type { WeekCloud } from '#test/support/simulated-week/week-cloud';
import { listOperations, openWeekShop, type WeekShop } from '#test/support/simulated-week/week-shop';
import type { Happening, OrderAct, TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

export interface WeekPlan {
  readonly seed: number;
  readonly companyId: string;
  readonly visitsAMoment: number;
  /** Moments at which the power fails while events are being sent. */
  readonly crashesAt: readonly number[];
}

export interface PlayedWeek {
  readonly shop: WeekShop;
  readonly truth: WeekTruth;
  /** When the rush of the last hour began, epoch milliseconds of the machine. */
  readonly rushedAt: number;
}

interface Play {
  readonly plan: WeekPlan;
  readonly cloud: WeekCloud;
  readonly shop: WeekShop;
  readonly random: Random;
  readonly office: PostOffice;
  readonly sender: Sender;
  readonly visitors: Visitor[];
  readonly waverers: LookAround[];
  readonly events: TruthEvent[];
  readonly orderActs: OrderAct[];
  readonly poison: { readonly text: string; readonly receivedMs: number }[];
}

const minuteMs = 60_000;
const threeTimes = (moment: number): number[] => [moment, moment, moment];

const postVisit = ({ office, random }: Play, { happenings, order }: Visit, moment: number): void => {
  for (const happening of happenings) office.post(happening, moment);
  if (order) office.postOrder(tellOrderStory(order, random), moment);
};

const playVisits = async (play: Play, moment: number): Promise<void> => {
  const { plan, shop, random, visitors } = play;
  for (let index = 0; index < plan.visitsAMoment; index += 1) {
    const visitor = someVisitor(visitors, random);
    // Numbers of its own: what one visitor is shown changes nothing for the next.
    const own = seededRandom(plan.seed + 1_000 * moment + index);
    // A millisecond apart, so that nothing happens at the same time in two visits of one customer.
    postVisit(play, await makeVisit(shop, visitor, own, weekMoments[moment]! + index), moment);
  }
};

/** Each morning somebody clicks on a recommendation, and late in the evening comes back to buy. */
const playWaverers = async (play: Play, moment: number): Promise<void> => {
  const { plan, shop, waverers } = play;
  const own = seededRandom(plan.seed - moment);
  const startMs = weekMoments[moment]! + plan.visitsAMoment;
  if (moment % momentsADay === 1) {
    const visitor: Visitor = { kind: 'shopper', sessionId: `waverer-${moment}`, currency: 'EUR', eventCount: 0 };
    const look = await lookAround(shop, visitor, own, startMs);
    postVisit(play, look, moment);
    waverers.push(look);
  }
  const look = moment % momentsADay === momentsADay - 1 ? waverers.at(-1) : undefined;
  if (look) postVisit(play, comeBack(look, own, startMs), moment);
};

/** Views of a program that names itself only in the header of its requests. */
const spiderViews = (moment: number, sentMs: number): Happening[] =>
  Array.from({ length: 5 }, (_, index) => {
    const occurredMs = sentMs - minuteMs;
    const wire = {
      eventId: `spider-${moment}-${index}`,
      type: 'product_view',
      occurredAt: new Date(occurredMs).toISOString(),
      sessionId: `spider-${moment}`,
      productId: 'tea-1',
    };
    return { wire, fate: { kind: 'robot' }, userAgent: 'curl-spider/1.0', occurredMs };
  });

/** A spider, and one of each kind of events that are refused. */
const postOddities = async ({ shop, office }: Play, moment: number, sentMs: number): Promise<void> => {
  for (const view of spiderViews(moment, sentMs)) office.postAt(view, threeTimes(moment));
  const passerBy = { sessionId: 'nobody', currency: 'EUR', isPersonal: false };
  const { items } = await shop.list({ operation: listOperations[0]!, productId: 'tea-1', ...passerBy });
  const bad = makeBadEvents(`bad-session-${moment}`, sentMs, items[0]!.token);
  for (const happening of bad) office.postAt(happening, threeTimes(moment));
  const early = bad.find(({ fate }) => fate.kind === 'rejected' && fate.reason === 'in_future')!;
  // Its sender keeps it, and by the next moment its time has come.
  office.postAt({ ...early, fate: { kind: 'counted' } }, [moment + 1, moment + 2]);
};

const putPoison = async ({ cloud, shop, visitors, poison }: Play, moment: number): Promise<void> => {
  const receivedMs = cloud.nowMs();
  const text = `{"poison of moment ${moment}`;
  await shop.putRecords([{ partitionKey: `${shop.companyId}#${visitors.at(-1)!.sessionId}`, text }]);
  poison.push({ text, receivedMs });
};

/** What answers an offer counts by its order of arrival, which a crash would leave open. */
const isAboutOffers = ({ happening }: Posting): boolean => happening.wire.type.startsWith('offer');

const sendPostings = async (play: Play, moment: number): Promise<void> => {
  const { plan, office, sender } = play;
  const postings = office.eventsOf(moment);
  if (plan.crashesAt.includes(moment)) {
    await sender.sendThroughCrash(postings.filter((posting) => !isAboutOffers(posting)));
    await sender.send(postings.filter(isAboutOffers));
    return;
  }
  const half = Math.floor(postings.length / 2);
  await sender.send(postings.slice(0, half));
  if (moment % 9 === 4) await putPoison(play, moment);
  await sender.send(postings.slice(half));
};

const playMoment = async (play: Play, moment: number): Promise<void> => {
  const { cloud, shop, office, orderActs } = play;
  const sendMs = weekMoments[moment]! + visitMs;
  await cloud.setClock(weekMoments[moment]!);
  await playVisits(play, moment);
  await playWaverers(play, moment);
  if (moment % 7 === 3) await postOddities(play, moment, sendMs);
  await cloud.setClock(sendMs);
  await sendPostings(play, moment);
  for (const act of office.ordersOf(moment)) {
    await shop.tell(act);
    orderActs.push(act);
  }
  await cloud.now().drainStreams();
};

/**
 * Lives through the week: opens a store, lets shoppers and programs visit it over HTTP, sends every event three times,
 * some of them late and all of them out of order, puts poison and repeated records into the stream, and lets the power
 * fail.
 * @returns what happened; when it returns, everything that was sent has been worked through
 */
export const playWeek = async (plan: WeekPlan, cloud: WeekCloud): Promise<PlayedWeek> => {
  const shop = await openWeekShop(cloud.now, plan.companyId);
  const { companyId, experiments, ruleIds } = shop;
  const truth = { companyId, experiments, ruleIds, events: [], orderActs: [], poison: [] };
  const play: Play = {
    plan,
    cloud,
    shop,
    random: seededRandom(plan.seed),
    office: new PostOffice(weekMoments.length, seededRandom(plan.seed + 1)),
    sender: makeSender(cloud, shop, truth.events),
    visitors: [],
    waverers: [],
    ...truth,
  };
  for (const moment of weekMoments.keys()) await playMoment(play, moment);
  const rushedAt = await playLastHour(cloud, shop, play.sender, play.events);
  return { shop, truth, rushedAt };
};
