import type { Purchase } from '#core/subscriptions/purchase-gaps';

const dayMs = 86_400_000;

export interface BuyerModel {
  /** Days that a unit lasts the typical buyer. */
  readonly daysPerUnit: number;
  /** Standard deviation of the logarithm of a buyer's habit around it. */
  readonly between: number;
  /** Standard deviation of the logarithm of a gap around the buyer's habit. */
  readonly within: number;
  /** Chance that a buyer stops after a purchase. */
  readonly leaveChance: number;
  /** Chance that a buyer never comes back at all. */
  readonly onceChance: number;
  readonly mostUnits: number;
  /** Days of history up to `nowMs`. */
  readonly historyDays: number;
}

export const ordinaryBuyers: BuyerModel = {
  daysPerUnit: 30,
  between: 0.3,
  within: 0.25,
  leaveChance: 0.08,
  onceChance: 0.5,
  mostUnits: 3,
  historyDays: 540,
};

/** A standard normal number (Box and Muller, 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export interface SimulatedBuyer {
  /** Days that a unit lasts this buyer. */
  readonly habit: number;
  readonly purchases: readonly Purchase[];
}

/** A buyer with a habit of his own, who may buy once, or leave after any purchase. */
export const simulateBuyer = (model: BuyerModel, random: () => number, nowMs: number): SimulatedBuyer => {
  const habit = model.daysPerUnit * Math.exp(model.between * normal(random));
  const purchases: Purchase[] = [];
  let atMs = nowMs - random() * model.historyDays * dayMs;
  let isStaying = random() >= model.onceChance;
  while (atMs <= nowMs) {
    const units = 1 + Math.floor(random() * model.mostUnits);
    purchases.push({ atMs: Math.round(atMs), units });
    if (!isStaying) break;
    isStaying = random() >= model.leaveChance;
    atMs += habit * units * Math.exp(model.within * normal(random)) * dayMs;
  }
  return { habit, purchases };
};

export const simulateBuyers = (
  model: BuyerModel,
  count: number,
  random: () => number,
  nowMs: number,
): Map<string, SimulatedBuyer> =>
  new Map(Array.from({ length: count }, (_, index) => [`u${index}`, simulateBuyer(model, random, nowMs)]));
