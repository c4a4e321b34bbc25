import { countedEvents } from '#test/support/simulated-week/recount/count-days';
import { utcDayAt } from '#test/support/simulated-week/week-calendar';
import type { TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

/** A rule's day as the API tells it. */
export interface RuleDayCounts {
  readonly date: string;
  readonly variant: string | null;
  impressions: number;
  accepts: number;
  declines: number;
  orphans: number;
  value: { amount: number; currency: string }[];
  discount: { amount: number; currency: string }[];
}

type Money = RuleDayCounts['value'];

const addMoney = (sums: Money, amount: number, currency: string): void => {
  const sum = sums.find((one) => one.currency === currency);
  if (sum) sum.amount += amount;
  else sums.push({ amount, currency });
  sums.sort((a, b) => (a.currency < b.currency ? -1 : 1));
};

interface OfferLife {
  isShown: boolean;
  accepted?: TruthEvent;
  declined?: TruthEvent;
}

/** An answer counts as one when its impression is there, on the day of whichever of the two came last (docs/offers.md). */
const live = (life: OfferLife, event: TruthEvent, day: RuleDayCounts): void => {
  const { discount } = event.offer!;
  const countAccept = (accepted: TruthEvent): void => {
    day.accepts += 1;
    addMoney(day.discount, discount.amount, discount.currency);
    if (accepted.wire.value) addMoney(day.value, accepted.wire.value.amount, accepted.wire.value.currency);
  };
  switch (event.wire.type) {
    case 'offer_impression':
      day.impressions += 1;
      if (life.accepted) countAccept(life.accepted);
      else if (life.declined) day.declines += 1;
      life.isShown = true;
      return;
    case 'offer_accept':
      life.accepted = event;
      if (life.isShown) countAccept(event);
      else day.orphans += 1;
      return;
    default:
      life.declined = event;
      if (life.isShown) day.declines += 1;
      else day.orphans += 1;
  }
};

/** What came of a rule's offers by UTC day of receipt and variant. An offer is answered once in the simulation. */
export const countRule = (truth: WeekTruth, ruleId: string): RuleDayCounts[] => {
  const days = new Map<string, RuleDayCounts>();
  const lives = new Map<string, OfferLife>();
  for (const event of countedEvents(truth)) {
    if (event.offer?.ruleId !== ruleId) continue;
    const { offerId, variant } = event.offer;
    const date = utcDayAt(event.receivedMs);
    const none = { impressions: 0, accepts: 0, declines: 0, orphans: 0, value: [], discount: [] };
    const day = days.get(`${date}/${variant}`) ?? { date, variant, ...none };
    days.set(`${date}/${variant}`, day);
    const life = lives.get(`${event.wire.sessionId}/${offerId}`) ?? { isShown: false };
    lives.set(`${event.wire.sessionId}/${offerId}`, life);
    live(life, event, day);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
};
