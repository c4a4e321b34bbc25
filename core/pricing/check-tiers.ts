/**
 * Judges the quantity discounts that a merchant wants to store.
 *
 * Faults keep them from being stored, warnings do not. Two tiers meet when the same shopper could get both: same
 * customer group, same mix-and-match group, a currency in common and windows that overlap. Among tiers that meet,
 * two may not begin at the same quantity, and a later one may not cost more (in any currency that the product is
 * sold in). Disabled tiers are judged by themselves only. O(tiers²), with at most 50 tiers. No tiers: nothing to find.
 */
import type { Product } from '#core/catalog/product';
import { wholeBasisPoints } from '#core/money/basis-points';
import { formatDecimalAmount } from '#core/money/money';
import type { BulkTier } from '#core/pricing/bulk-tier';
import { type FloorSettings, floorOf } from '#core/pricing/price-floor';
import { unitPriceUnder } from '#core/pricing/price-line';

export const tierFaultCodes = [
  'unsorted',
  'overlap',
  'percentage_out_of_range',
  'currency_required',
  'empty_window',
  'amount_not_below_price',
  'unit_price_above_list',
  'rising_price',
] as const;
export const tierWarningCodes = ['no_gain', 'below_floor', 'currency_not_sold', 'expired'] as const;

export type TierFaultCode = (typeof tierFaultCodes)[number];
export type TierWarningCode = (typeof tierWarningCodes)[number];

/** What is wrong with one tier. */
export interface TierRemark<Code extends string> {
  /** Place of the tier in the list, from 0. */
  readonly tierIndex: number;
  readonly field: keyof BulkTier;
  readonly code: Code;
  readonly message: string;
}

export interface TierVerdict {
  readonly faults: readonly TierRemark<TierFaultCode>[];
  readonly warnings: readonly TierRemark<TierWarningCode>[];
}

export interface TierCheck {
  readonly tiers: readonly BulkTier[];
  /** The product as it is sold today. */
  readonly product: Pick<Product, 'prices' | 'cost'>;
  readonly settings: FloorSettings;
  /** ISO-8601 UTC with milliseconds. */
  readonly now: string;
}

type Fault = TierRemark<TierFaultCode>;
type Warning = TierRemark<TierWarningCode>;
type Prices = Product['prices'];

/** How a tier is called in messages: as people count. */
const nameOf = (tierIndex: number, { minQuantity }: BulkTier): string => `Tier ${tierIndex + 1} (from ${minQuantity})`;

const priceText = (amount: number, currency: string): string =>
  `${formatDecimalAmount({ amount, currency })} ${currency}`;

const pricesFor = ({ currency }: BulkTier, prices: Prices): Prices =>
  prices.filter((price) => currency === undefined || price.currency === currency);

const isPercentage = ({ type }: BulkTier): boolean => type === 'PERCENTAGE';

const percentageFault = (tier: BulkTier, tierIndex: number): Fault[] => {
  if (!isPercentage(tier) || (tier.value > 0 && tier.value <= wholeBasisPoints)) return [];
  const message = `${nameOf(tierIndex, tier)} takes ${tier.value / 100} % off; a percentage is above 0 and at most 100`;
  return [{ tierIndex, field: 'value', code: 'percentage_out_of_range', message }];
};

const currencyFault = (tier: BulkTier, tierIndex: number): Fault[] =>
  isPercentage(tier) || tier.currency !== undefined
    ? []
    : [
        {
          tierIndex,
          field: 'currency',
          code: 'currency_required',
          message: `${nameOf(tierIndex, tier)} states an amount of money and so needs a currency`,
        },
      ];

const windowFault = (tier: BulkTier, tierIndex: number): Fault[] =>
  tier.validFrom === undefined || tier.validUntil === undefined || tier.validFrom < tier.validUntil
    ? []
    : [
        {
          tierIndex,
          field: 'validUntil',
          code: 'empty_window',
          message: `${nameOf(tierIndex, tier)} ends before it begins`,
        },
      ];

const amountFault = (tier: BulkTier, tierIndex: number, prices: Prices): Fault[] => {
  if (isPercentage(tier)) return [];
  const isUnitPrice = tier.type === 'UNIT_PRICE';
  const tooMuch = pricesFor(tier, prices).find(({ amount }) =>
    isUnitPrice ? tier.value > amount : tier.value >= amount,
  );
  if (!tooMuch) return [];
  const { amount, currency } = tooMuch;
  const message = isUnitPrice
    ? `${nameOf(tierIndex, tier)} costs ${priceText(tier.value, currency)}, more than the list price of ${priceText(amount, currency)}`
    : `${nameOf(tierIndex, tier)} takes ${priceText(tier.value, currency)} off, which leaves nothing of the list price of ${priceText(amount, currency)}`;
  return [
    { tierIndex, field: 'value', code: isUnitPrice ? 'unit_price_above_list' : 'amount_not_below_price', message },
  ];
};

const windowsMeet = (a: BulkTier, b: BulkTier): boolean =>
  (a.validUntil === undefined || b.validFrom === undefined || b.validFrom < a.validUntil) &&
  (b.validUntil === undefined || a.validFrom === undefined || a.validFrom < b.validUntil);

/** True when one shopper could be given either tier. */
const meet = (a: BulkTier, b: BulkTier): boolean =>
  a.enabled &&
  b.enabled &&
  a.customerGroup === b.customerGroup &&
  a.mixGroup === b.mixGroup &&
  (a.currency === undefined || b.currency === undefined || a.currency === b.currency) &&
  windowsMeet(a, b);

interface Pair {
  readonly earlier: BulkTier;
  readonly later: BulkTier;
  readonly earlierIndex: number;
  readonly laterIndex: number;
}

/** Pairs of tiers that meet, the one that begins at fewer units first. */
const meetingPairs = (tiers: readonly BulkTier[]): Pair[] =>
  tiers.flatMap((a, aIndex) =>
    tiers.slice(aIndex + 1).flatMap((b, offset) => {
      const bIndex = aIndex + 1 + offset;
      if (!meet(a, b)) return [];
      return a.minQuantity <= b.minQuantity
        ? [{ earlier: a, earlierIndex: aIndex, later: b, laterIndex: bIndex }]
        : [{ earlier: b, earlierIndex: bIndex, later: a, laterIndex: aIndex }];
    }),
  );

const overlapFault = ({ earlier, later, earlierIndex, laterIndex }: Pair): Fault[] =>
  earlier.minQuantity < later.minQuantity
    ? []
    : [
        {
          tierIndex: laterIndex,
          field: 'minQuantity',
          code: 'overlap',
          message: `Tiers ${earlierIndex + 1} and ${laterIndex + 1} both begin at ${later.minQuantity} units for the same shoppers at the same time`,
        },
      ];

/** Currencies in which both tiers say a price, with the list price. */
const commonPrices = ({ earlier, later }: Pair, prices: Prices): Prices => pricesFor(later, pricesFor(earlier, prices));

const risingFault = (pair: Pair, prices: Prices): Fault[] => {
  const { earlier, later, earlierIndex, laterIndex } = pair;
  if (earlier.minQuantity === later.minQuantity) return [];
  const rising = commonPrices(pair, prices).find(
    ({ amount }) => unitPriceUnder(amount, later, 0).scaled > unitPriceUnder(amount, earlier, 0).scaled,
  );
  if (!rising) return [];
  const message = `${nameOf(laterIndex, later)} costs more a unit than tier ${earlierIndex + 1} (from ${earlier.minQuantity}) in ${rising.currency}; more units must not cost more each`;
  return [{ tierIndex: laterIndex, field: 'value', code: 'rising_price', message }];
};

const gainWarning = (pair: Pair, prices: Prices): Warning[] => {
  const { earlier, later, earlierIndex, laterIndex } = pair;
  const common = commonPrices(pair, prices);
  const isSame = common.some(
    ({ amount }) => unitPriceUnder(amount, later, 0).scaled === unitPriceUnder(amount, earlier, 0).scaled,
  );
  const message = `${nameOf(laterIndex, later)} costs the same a unit as tier ${earlierIndex + 1}`;
  return isSame ? [{ tierIndex: laterIndex, field: 'value', code: 'no_gain', message }] : [];
};

const unsortedFaults = (tiers: readonly BulkTier[]): Fault[] =>
  tiers.flatMap((tier, tierIndex) => {
    const before = tiers[tierIndex - 1];
    if (!before || before.minQuantity <= tier.minQuantity) return [];
    const message = `${nameOf(tierIndex, tier)} comes after a tier from ${before.minQuantity}; sort tiers by quantity`;
    return [{ tierIndex, field: 'minQuantity', code: 'unsorted', message }];
  });

const floorWarning = (tier: BulkTier, tierIndex: number, { product, settings }: TierCheck): Warning[] => {
  const limited = pricesFor(tier, product.prices).find(
    ({ amount, currency }) => unitPriceUnder(amount, tier, floorOf(product, settings, currency)).isAtFloor,
  );
  if (!limited) return [];
  const floor = floorOf(product, settings, limited.currency);
  const message = `${nameOf(tierIndex, tier)} goes below the floor of ${priceText(floor, limited.currency)}; shoppers get the floor price`;
  return [{ tierIndex, field: 'value', code: 'below_floor', message }];
};

const presentWarnings = (tier: BulkTier, tierIndex: number, { product, now }: TierCheck): Warning[] => {
  const warnings: Warning[] = [];
  if (tier.validUntil !== undefined && tier.validUntil <= now) {
    const message = `${nameOf(tierIndex, tier)} ended at ${tier.validUntil}`;
    warnings.push({ tierIndex, field: 'validUntil', code: 'expired', message });
  }
  if (tier.currency !== undefined && pricesFor(tier, product.prices).length === 0) {
    const message = `The product has no price in ${tier.currency}, so ${nameOf(tierIndex, tier)} never holds`;
    warnings.push({ tierIndex, field: 'currency', code: 'currency_not_sold', message });
  }
  return warnings;
};

const byTier = (a: TierRemark<string>, b: TierRemark<string>): number => a.tierIndex - b.tierIndex;

/** Faults and warnings, by tier. */
export const checkTiers = (check: TierCheck): TierVerdict => {
  const { tiers, product } = check;
  const own = tiers.flatMap((tier, index) => [
    ...percentageFault(tier, index),
    ...currencyFault(tier, index),
    ...windowFault(tier, index),
    ...amountFault(tier, index, product.prices),
  ]);
  const pairs = meetingPairs(tiers);
  const between = pairs.flatMap((pair) => [...overlapFault(pair), ...risingFault(pair, product.prices)]);
  const faults = [...unsortedFaults(tiers), ...own, ...between].sort(byTier);
  if (faults.length > 0) return { faults, warnings: [] };
  const warnings = [
    ...tiers.flatMap((tier, index) => [...presentWarnings(tier, index, check), ...floorWarning(tier, index, check)]),
    ...pairs.flatMap((pair) => gainWarning(pair, product.prices)),
  ];
  return { faults, warnings: warnings.sort(byTier) };
};
