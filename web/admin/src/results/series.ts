import { currencyExponent } from '../../../../core/money/money.ts';
import { formatShare } from '../layout/format.ts';
import { formatAmount } from './figures.ts';
import type { SeriesMetric } from './use-results.ts';

/** Figures that are offered as a chart, in this order. */
export const seriesNames = {
  revenue: 'Sales',
  'influenced-revenue': 'Sales touched by recommendations and offers',
  'influenced-share': 'Share of sales touched',
  'order-value': 'Average order',
  orders: 'Orders',
  'lists-shown': 'Lists shown',
  clicks: 'Clicks on recommendations',
  'click-rate': 'Lists clicked',
  'adds-to-cart': 'Recommendations put into the cart',
  'offers-shown': 'Offers shown',
  accepts: 'Offers accepted',
  'accept-rate': 'Share of offers accepted',
  views: 'Product pages seen',
  sessions: 'Visits',
} as const satisfies Partial<Record<SeriesMetric, string>>;

export type ShownSeries = keyof typeof seriesNames;
export const shownSeries = Object.keys(seriesNames) as ShownSeries[];

export type ValueKind = 'money' | 'share' | 'count';

const shares: ReadonlySet<ShownSeries> = new Set(['influenced-share', 'click-rate', 'accept-rate']);
const money: ReadonlySet<ShownSeries> = new Set(['influenced-revenue', 'revenue', 'order-value']);

/** Credit by last touch, which says nothing about causes. */
export const isAttributed = (metric: ShownSeries): boolean => metric.startsWith('influenced');

export const kindOf = (metric: ShownSeries): ValueKind => {
  if (shares.has(metric)) return 'share';
  return money.has(metric) ? 'money' : 'count';
};

/** Series of shares of money come per currency, too. */
export const hasCurrency = (metric: ShownSeries): boolean => money.has(metric) || metric === 'influenced-share';

export const formatValue = (kind: ValueKind, value: number | null, currency: string | null): string => {
  if (value === null) return '–';
  if (kind === 'share') return formatShare(value);
  return kind === 'money' ? formatAmount(value, currency) : value.toLocaleString();
};

/** The same in little room, beside an axis. */
export const formatTick = (kind: ValueKind, value: number, currency: string | null): string => {
  if (kind === 'share') return new Intl.NumberFormat(undefined, { style: 'percent' }).format(value);
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const;
  if (kind === 'count' || currency === null) return new Intl.NumberFormat(undefined, compact).format(value);
  const whole = value / 10 ** currencyExponent(currency);
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, ...compact }).format(whole);
};
