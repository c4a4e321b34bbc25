import type { Comparison } from '#core/experiments/compare-variants';
import type { HoldOutArm, HoldOutSums } from '#core/hold-out/hold-out-sums';
import type { HoldOutShare } from '#core/hold-out/is-held-out';
import { formatPrice } from '#core/money/format-price';

export const holdOutVerdictCodes = [
  'off',
  'not-measured',
  'too-early',
  'sample-ratio-mismatch',
  'more',
  'less',
  'undecided',
] as const;
export type HoldOutVerdictCode = (typeof holdOutVerdictCodes)[number];

export interface HoldOutVerdict {
  readonly code: HoldOutVerdictCode;
  /** In plain words. */
  readonly text: string;
}

/** Sizes below which nothing is said. */
export const leastWeeks = 2;
export const leastUnits = 500;
export const leastBuyers = 25;

export interface HoldOutFacts {
  readonly share: HoldOutShare;
  /** Weeks that can be compared. */
  readonly weeks: number;
  readonly arms: Readonly<Record<HoldOutArm, HoldOutSums>>;
  readonly isMismatch: boolean;
}

const early = (text: string): HoldOutVerdict => ({ code: 'too-early', text: `Too early to say: ${text}` });

/** Why nothing may be said yet; undefined when something may. */
export const silenceOf = ({ share, weeks, arms, isMismatch }: HoldOutFacts): HoldOutVerdict | undefined => {
  const { held, shown } = arms;
  if (share.shareBasisPoints === 0) {
    const text = 'Nobody is held out, so there is nobody to compare with.';
    return { code: 'off', text };
  }
  if (shown.units === 0 || shown.buyers > shown.units || held.buyers > held.units) {
    const text =
      'Too few shoppers were seen: the pages of the shop must report views of products for all shoppers, and orders ' +
      'must carry the session that the pages use.';
    return { code: 'not-measured', text };
  }
  if (weeks < leastWeeks) return early(`the share has been the same for ${weeks} of at least ${leastWeeks} weeks.`);
  if (isMismatch) {
    const text =
      'More or fewer shoppers were held out than the share promises. Something shows, hides or counts them unequally, ' +
      'so nothing can be concluded.';
    return { code: 'sample-ratio-mismatch', text };
  }
  if (held.units < leastUnits) {
    return early(`${held.units} of at least ${leastUnits} shoppers have been held out.`);
  }
  const fewest = Math.min(held.buyers, shown.buyers);
  if (fewest < leastBuyers) return early(`an arm has ${fewest} of at least ${leastBuyers} buyers.`);
  const isPriceless = held.revenue === 0 && shown.revenue === 0;
  return isPriceless ? early('no order says what it cost in the currency of the company.') : undefined;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const liftText = ({ lift, liftLow, liftHigh }: Comparison): string =>
  lift === null || liftLow === null || liftHigh === null
    ? ''
    : `, ${percent(Math.abs(lift))} (between ${percent(liftLow)} and ${percent(liftHigh)})`;

export interface Told {
  /** Of revenue per shopper. */
  readonly comparison: Comparison;
  /** Minor units that the shoppers who are shown something brought on top, and their interval. */
  readonly incremental: { readonly amount: number; readonly low: number; readonly high: number };
  readonly currency: string;
}

/** What may be concluded from the revenue per shopper. */
export const conclusionOf = ({ comparison, incremental, currency }: Told): HoldOutVerdict => {
  const money = (amount: number): string => formatPrice({ amount, currency }, 'en');
  const range = `between ${money(incremental.low)} and ${money(incremental.high)}`;
  if (comparison.low > 0) {
    const text = `Shoppers who see recommendations and offers spend more than those who do not${liftText(comparison)}. That brought ${money(incremental.amount)}, ${range}.`;
    return { code: 'more', text };
  }
  if (comparison.high < 0) {
    const text = `Shoppers who see recommendations and offers spend less than those who do not${liftText(comparison)}. That cost ${money(-incremental.amount)}. Something is wrong with what they see.`;
    return { code: 'less', text };
  }
  const text = `No difference in what shoppers spend is shown beyond doubt yet: recommendations and offers brought ${range}.`;
  return { code: 'undecided', text };
};
