import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { formatShare } from '../layout/format.ts';
import { changeSince, formatAmount, formatInterval, formatRate } from './figures.ts';
import type { CurrencyFigures, KeyFigures } from './use-results.ts';

interface Card {
  readonly label: string;
  readonly value: string;
  /** From the period before. */
  readonly change?: string | undefined;
  readonly note?: string | undefined;
}

const KpiCard = ({ label, value, change, note }: Card) => (
  <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }}>
    <Typography component="dt" variant="body2" color="textSecondary">
      {label}
    </Typography>
    <Typography
      component="dd"
      sx={{
        m: 0,
        fontSize: { xs: '1.1rem', sm: '1.4rem' },
        fontWeight: 650,
        fontVariantNumeric: 'tabular-nums',
        overflowWrap: 'anywhere',
      }}
    >
      {value}
    </Typography>
    <Typography component="dd" variant="caption" color="textSecondary" sx={{ m: 0, display: 'block' }}>
      {[change === undefined ? undefined : `${change} against the days before`, note].filter(Boolean).join(' · ')}
    </Typography>
  </Paper>
);

export const CardGroup = (props: { title: string; badge?: ReactNode; help?: string; cards: readonly Card[] }) => {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: props.help ? 0.5 : 1.5 }}>
        <Typography variant="h2" id={titleId}>
          {props.title}
        </Typography>
        {props.badge}
      </Box>
      {props.help && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5, maxWidth: 760 }}>
          {props.help}
        </Typography>
      )}
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr 1fr', md: `repeat(${props.cards.length === 5 ? 5 : 4}, minmax(0, 1fr))` },
        }}
      >
        {props.cards.map((card) => (
          <KpiCard key={card.label} {...card} />
        ))}
      </Box>
    </Box>
  );
};

const none: Omit<CurrencyFigures, 'currency'> = {
  orders: 0,
  units: 0,
  revenue: 0,
  refunds: 0,
  margin: 0,
  costedRevenue: 0,
  influencedOrders: 0,
  influencedRevenue: 0,
  influencedShare: null,
  creditedByRecommendations: 0,
  creditedByOffers: 0,
  orderValue: null,
  orderValueWith: null,
  orderValueWithout: null,
};

const moneyOf = ({ byCurrency }: KeyFigures['current'], currency: string | null) =>
  byCurrency.find((one) => one.currency === currency) ?? none;

const marginNote = ({ revenue, costedRevenue }: Omit<CurrencyFigures, 'currency'>): string =>
  costedRevenue >= revenue
    ? ''
    : `costs are known of ${formatShare(revenue > 0 ? costedRevenue / revenue : 0)} of sales`;

const storeCards = ({ current, previous }: KeyFigures, currency: string | null): Card[] => {
  const [now, before] = [moneyOf(current, currency), moneyOf(previous, currency)];
  return [
    {
      label: 'Sales, after refunds',
      value: formatAmount(now.revenue, currency),
      change: changeSince(now.revenue, before.revenue),
      note: now.refunds > 0 ? `${formatAmount(now.refunds, currency)} came back` : undefined,
    },
    { label: 'Orders', value: now.orders.toLocaleString(), change: changeSince(now.orders, before.orders) },
    {
      label: 'Average order',
      value: formatAmount(now.orderValue, currency),
      change: changeSince(now.orderValue, before.orderValue),
    },
    {
      label: 'Orders per visit',
      value: formatRate(current.conversion),
      change: changeSince(current.conversion?.value ?? null, previous.conversion?.value ?? null),
      note: `${current.sessions.toLocaleString()} visits`,
    },
    ...(now.costedRevenue > 0
      ? [
          {
            label: 'Margin',
            value: formatAmount(now.margin, currency),
            change: changeSince(now.margin, before.margin),
            note: marginNote(now),
          },
        ]
      : []),
  ];
};

/** Beside the orders that nothing touched; who clicks buys more anyway, so this is no gain. */
const orderValueNote = (
  { orderValues }: Pick<KeyFigures, 'orderValues'>,
  now: Omit<CurrencyFigures, 'currency'>,
  currency: string | null,
): string => {
  const difference = orderValues?.values.find((one) => one.currency === currency)?.difference;
  const without = `${formatAmount(now.orderValueWithout, currency)} without`;
  if (!difference) return without;
  return `${without}; lately a difference of ${formatAmount(difference.low, currency)} to ${formatAmount(difference.high, currency)}`;
};

const attributedCards = ({ current, previous, orderValues }: KeyFigures, currency: string | null): Card[] => {
  const [now, before] = [moneyOf(current, currency), moneyOf(previous, currency)];
  const { rates } = current;
  return [
    {
      label: 'Sales touched',
      value: formatAmount(now.influencedRevenue, currency),
      change: changeSince(now.influencedRevenue, before.influencedRevenue),
      note:
        now.influencedShare === null
          ? undefined
          : `${formatShare(now.influencedShare)} of sales, ${now.influencedOrders.toLocaleString()} orders`,
    },
    {
      label: 'Products from recommendations',
      value: formatAmount(now.creditedByRecommendations, currency),
      change: changeSince(now.creditedByRecommendations, before.creditedByRecommendations),
    },
    {
      label: 'Products from offers',
      value: formatAmount(now.creditedByOffers, currency),
      change: changeSince(now.creditedByOffers, before.creditedByOffers),
    },
    {
      label: 'Average order touched',
      value: formatAmount(now.orderValueWith, currency),
      note: orderValueNote({ orderValues }, now, currency),
    },
    {
      label: 'Lists shown',
      value: current.recommendations.impressions.toLocaleString(),
      change: changeSince(current.recommendations.impressions, previous.recommendations.impressions),
    },
    {
      label: 'Lists clicked',
      value: formatRate(rates.clicksPerList),
      change: changeSince(rates.clicksPerList?.value ?? null, previous.rates.clicksPerList?.value ?? null),
      note: formatInterval(rates.clicksPerList),
    },
    {
      label: 'Clicks put into the cart',
      value: formatRate(rates.addsPerClick),
      note: formatInterval(rates.addsPerClick),
    },
    {
      label: 'Offers accepted',
      value: formatRate(rates.acceptsPerOffer),
      note: formatInterval(rates.acceptsPerOffer),
    },
  ];
};

export const NotCausal = () => <Chip size="small" variant="outlined" color="warning" label="attributed, not causal" />;

/** What the store sold, and what of it recommendations and offers had touched. */
export const KeyFiguresPanel = ({ figures, currency }: { figures: KeyFigures; currency: string | null }) => (
  <>
    <CardGroup title="Your store" cards={storeCards(figures, currency)} />
    <CardGroup
      title="Recommendations and offers"
      badge={<NotCausal />}
      help="Orders after a click on a recommendation or an accepted offer. Some of them would have come anyway: what was really gained is told by the hold-out below, not by these figures."
      cards={attributedCards(figures, currency)}
    />
  </>
);
