import { formatPrice } from '../../../../core/money/format-price.ts';
import { placementNames } from '../experiments/words.ts';
import type { Usage } from '../usage/use-usage.ts';
import type { Plan } from './use-settings.ts';

export const entitlementNames: Readonly<Record<Plan['entitlements'][number], string>> = {
  'basic-algorithms': 'Basic recommendations',
  'basic-analytics': 'Basic figures',
  'advanced-algorithms': 'Advanced recommendations',
  'advanced-analytics': 'Advanced figures',
  'all-widgets': 'All kinds of lists',
  'ab-testing': 'Experiments',
  'ai-personalization': 'Personal recommendations, reasons by AI',
  'custom-widgets': 'Your own lists',
  'api-access': 'Access for your server',
  'white-label': 'Without our name',
  'custom-algorithms': 'Your own algorithms',
  'full-customization': 'Full customisation',
  sla: 'Agreed availability',
};

export const priceText = ({ monthlyPrice }: Plan): string =>
  monthlyPrice === null ? 'by agreement' : `${formatPrice(monthlyPrice)} a month`;

export const quotaText = ({ recommendationsPerMonth }: Plan): string =>
  recommendationsPerMonth === null
    ? 'any number of recommendations'
    : `${recommendationsPerMonth.toLocaleString()} recommendations a month`;

export const overQuotaText = (choice: NonNullable<Usage['quota']>['whenOverQuota']): string =>
  choice === 'basic-list'
    ? 'Shoppers then see plain lists, the same for everybody, until the month ends.'
    : 'Shoppers then see no lists until the month ends.';

export const placementName = (placement: string | null): string =>
  placement === null ? 'Not said by the page' : (placementNames[placement] ?? placement);

/** `2026-11` → `November 2026`. */
export const monthName = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
