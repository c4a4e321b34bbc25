/**
 * Which variant of an experiment a unit is in: a function of names alone, so that Lambda, browser and analysis agree
 * without storing anything.
 *
 *   place(purpose, name, salt) = MurmurHash3_x86_32("1\n" purpose "\n" name "\n" salt "\n" unit) / 2³²,  0 ≤ place < 1
 *   in the group     from ≤ 10,000 · place("group", group name, "") < to
 *   in the traffic   10,000 · place("traffic", experiment, salt) < traffic
 *   variant          the first whose share of the weights, added up in order, exceeds place("variant", experiment, salt)
 *
 * Traffic and variant are drawn apart: more traffic brings units in and moves none of those that are in. The leading 1
 * is the version of the scheme; another scheme gets another number. Conformance cases for other languages:
 * test/unit/core/experiments/assign-variant.cases.json. The scheme follows the practice of Kohavi, Tang & Xu,
 * "Trustworthy Online Controlled Experiments" (2020), chapters 4 and 14. O(variants).
 */
import type { Assignment, Variant } from '#core/experiments/experiment';
import { murmurHash } from '#core/experiments/murmur-hash';

export const assignmentVersion = 1;

const wholeBasisPoints = 10_000;

/** No id holds a line break, so parts cannot run into each other. */
const placeOf = (purpose: 'group' | 'traffic' | 'variant', name: string, salt: string, unit: string): number =>
  murmurHash([assignmentVersion, purpose, name, salt, unit].join('\n')) / 2 ** 32;

const variantAt = (variants: readonly Variant[], place: number): string | null => {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  for (const { variant, weight } of variants) {
    reached += weight;
    if (place * total < reached) return variant;
  }
  return null;
};

/**
 * @param unit id of the session or customer
 * @returns null when the unit takes no part, or no variant has a weight
 */
export const assignVariant = (
  { experimentId, salt, trafficBasisPoints, variants, group }: Assignment,
  unit: string,
): string | null => {
  if (group) {
    const place = placeOf('group', group.name, '', unit) * wholeBasisPoints;
    if (place < group.from || place >= group.to) return null;
  }
  if (placeOf('traffic', experimentId, salt, unit) * wholeBasisPoints >= trafficBasisPoints) return null;
  return variantAt(variants, placeOf('variant', experimentId, salt, unit));
};
