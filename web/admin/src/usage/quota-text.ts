import { formatDay } from '../layout/format.ts';
import type { Usage } from './use-usage.ts';

/** From this part of the quota on, merchants are told; basis points. */
const nearBasisPoints = 8_000;

const whole = new Intl.NumberFormat('en');

export interface QuotaText {
  readonly severity: 'info' | 'warning';
  readonly text: string;
}

/** What a merchant must know of the quota; undefined while there is nothing to say. */
export const quotaText = ({ quota, served, forecast }: Usage): QuotaText | undefined => {
  if (!quota) return undefined;
  const used = `${whole.format(served)} of ${whole.format(quota.recommendationsPerMonth)} recommendations`;
  if (quota.isUsedUp) {
    const instead = quota.whenOverQuota === 'stop' ? 'see none' : 'see lists that are the same for everybody';
    return {
      severity: 'warning',
      text: `Your plan’s recommendations of this month are used up: ${used}. Until it ends, shoppers ${instead}.`,
    };
  }
  const runsOut = forecast?.usedUpOn;
  if (quota.usedBasisPoints < nearBasisPoints && !runsOut) return undefined;
  const when = runsOut ? ` At this rate they are used up on ${formatDay(runsOut)}.` : '';
  return { severity: 'info', text: `This month, your plan has served ${used}.${when}` };
};
