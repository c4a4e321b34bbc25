/**
 * Quantity discounts in the words of BigCommerce (REST API v3, "Bulk pricing rules"): `price` is an amount off each
 * unit, `percent` a share of the price, `fixed` what a unit costs. The three types map one to one.
 * Their rules are ranges (`quantity_max` 0 is open), ours begin at a quantity and end where the next begins: a range
 * that leaves a gap cannot be kept and is reported. Amounts are decimals there and minor units here.
 */
import { formatDecimalAmount, parseDecimalAmount } from '#core/money/money';
import type { BulkDiscountType, BulkTier } from '#core/pricing/bulk-tier';

export const bigCommerceTypes = ['percent', 'price', 'fixed'] as const;
export type BigCommerceType = (typeof bigCommerceTypes)[number];

export interface BigCommerceRule {
  readonly quantity_min: number;
  /** Last quantity of the range; 0: no end. */
  readonly quantity_max: number;
  readonly type: BigCommerceType;
  /** Decimal: per cent, or money. */
  readonly amount: number | string;
}

const typeFrom: Record<BigCommerceType, BulkDiscountType> = {
  percent: 'PERCENTAGE',
  price: 'FIXED_AMOUNT',
  fixed: 'UNIT_PRICE',
};
const typeTo: Record<BulkDiscountType, BigCommerceType> = {
  PERCENTAGE: 'percent',
  FIXED_AMOUNT: 'price',
  UNIT_PRICE: 'fixed',
};

export interface RuleFault {
  /** Place of the rule, from 0. */
  readonly ruleIndex: number;
  readonly message: string;
}

export interface ImportedTiers {
  readonly tiers: readonly BulkTier[];
  /** Rules that could not be taken as they are. */
  readonly faults: readonly RuleFault[];
}

/** A percentage with two decimals is a whole number of basis points, as an amount of a two-decimal currency is of minor units. */
const percentCurrency = 'EUR';

const tierFrom = (rule: BigCommerceRule, currency: string): BulkTier | undefined => {
  const isPercent = rule.type === 'percent';
  const value = parseDecimalAmount(String(rule.amount), isPercent ? percentCurrency : currency);
  if (value === undefined || value < 0) return undefined;
  const common = { minQuantity: rule.quantity_min, type: typeFrom[rule.type], value, enabled: true };
  return isPercent ? common : { ...common, currency };
};

/** Reads the rules of one product in the store's currency. Tiers come sorted by quantity. */
export const tiersFromBigCommerce = (rules: readonly BigCommerceRule[], currency: string): ImportedTiers => {
  const faults: RuleFault[] = [];
  const sorted = rules
    .map((rule, ruleIndex) => ({ rule, ruleIndex }))
    .sort((a, b) => a.rule.quantity_min - b.rule.quantity_min || a.ruleIndex - b.ruleIndex);
  const tiers = sorted.flatMap(({ rule, ruleIndex }, place) => {
    const next = sorted[place + 1]?.rule.quantity_min;
    const isOpen = rule.quantity_max === 0;
    if (!(isOpen || rule.quantity_max + 1 === next)) {
      const message = `ends at ${rule.quantity_max} units; here a tier ends only where the next one begins`;
      faults.push({ ruleIndex, message });
    }
    const tier = tierFrom(rule, currency);
    if (tier) return [tier];
    faults.push({
      ruleIndex,
      message: `the amount ${rule.amount} has more decimals than can be kept, or is no amount`,
    });
    return [];
  });
  return { tiers, faults };
};

/**
 * Writes tiers as rules. Only what the other side can hold is written: enabled tiers for everybody and every day,
 * in the store's currency, of this product alone.
 */
export const tiersToBigCommerce = (tiers: readonly BulkTier[], currency: string): BigCommerceRule[] => {
  const plain = tiers
    .filter(
      (tier) =>
        tier.enabled &&
        tier.customerGroup === undefined &&
        tier.mixGroup === undefined &&
        tier.validFrom === undefined &&
        tier.validUntil === undefined &&
        (tier.currency === undefined || tier.currency === currency),
    )
    .sort((a, b) => a.minQuantity - b.minQuantity);
  return plain.map((tier, index) => ({
    quantity_min: tier.minQuantity,
    quantity_max: (plain[index + 1]?.minQuantity ?? 1) - 1,
    type: typeTo[tier.type],
    amount: formatDecimalAmount({
      amount: tier.value,
      currency: tier.type === 'PERCENTAGE' ? percentCurrency : currency,
    }),
  }));
};
