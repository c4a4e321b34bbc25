import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Tab from '@mui/material/Tab';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useExperiments } from '../experiments/use-experiments.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { useRules } from '../upsell/use-rules.ts';
import { type KnownNames, type Named, nameOfEntry } from './entry-names.ts';
import { formatAmount, formatInterval, formatRate } from './figures.ts';
import { NotCausal } from './key-figures-panel.tsx';
import type { Period } from './period.ts';
import { type BreakdownEntry, type BreakdownKind, useBreakdown } from './use-results.ts';

const kindNames: Readonly<Record<BreakdownKind, string>> = {
  placement: 'Place',
  relation: 'Kind of recommendation',
  rule: 'Rule',
  experiment: 'Experiment',
  model: 'Model',
};
const kinds = Object.keys(kindNames) as BreakdownKind[];

const useKnownNames = (): KnownNames => {
  const rules = useRules();
  const experiments = useExperiments();
  return {
    rule: (id) => rules.data?.find(({ ruleId }) => ruleId === id)?.name,
    experiment: (id) => experiments.data?.find(({ experimentId }) => experimentId === id)?.name,
  };
};

const Rate = ({ rate }: { rate: BreakdownEntry['rates']['clicksPerList'] }) => (
  <>
    {formatRate(rate)}
    <Typography component="div" variant="caption" color="textSecondary">
      {formatInterval(rate)}
    </Typography>
  </>
);

const EntryRow = (props: { entry: BreakdownEntry; named: Named; isOffer: boolean; currency: string | null }) => {
  const { entry, named, isOffer } = props;
  const { events, rates } = entry;
  const money = entry.money.find(({ currency }) => currency === props.currency);
  const cells = isOffer ? [events.offersShown, events.accepts] : [events.impressions, events.clicks, events.addsToCart];
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', minWidth: 140 }}>
        {named.to ? (
          <Link component={RouterLink} to={named.to}>
            {named.name}
          </Link>
        ) : (
          named.name
        )}
      </TableCell>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
        <TableCell key={index} align="right">
          {cell.toLocaleString()}
        </TableCell>
      ))}
      <TableCell align="right">
        <Rate rate={isOffer ? rates.acceptsPerOffer : rates.clicksPerList} />
      </TableCell>
      {!isOffer && (
        <TableCell align="right">
          <Rate rate={rates.ordersPerClick} />
        </TableCell>
      )}
      <TableCell align="right">{(money?.orders ?? 0).toLocaleString()}</TableCell>
      <TableCell align="right">{formatAmount(money?.revenueMinor ?? 0, props.currency)}</TableCell>
    </TableRow>
  );
};

const isOfOffers = (by: BreakdownKind, entries: readonly BreakdownEntry[]): boolean =>
  by === 'rule' || (by === 'experiment' && entries.every(({ events }) => events.impressions === 0));

const Entries = (props: { period: Period; by: BreakdownKind; currency: string | null }) => {
  const { by, currency } = props;
  const breakdown = useBreakdown(props.period, by);
  const known = useKnownNames();
  if (breakdown.isPending) return <Skeleton variant="rounded" height={160} aria-label="Loading the figures" />;
  if (breakdown.isError) return <ErrorNotice error={breakdown.error} onRetry={() => breakdown.refetch()} />;
  const { entries, omitted } = breakdown.data;
  if (entries.length === 0) return <Typography color="textSecondary">Nothing was shown in these days.</Typography>;
  const isOffer = isOfOffers(by, entries);
  const heads = isOffer
    ? ['Shown', 'Accepted', 'Accepted of shown']
    : ['Lists', 'Clicks', 'In the cart', 'Lists clicked', 'Orders per click'];
  return (
    <Box sx={{ overflowX: 'auto', opacity: breakdown.isPlaceholderData ? 0.5 : 1 }}>
      <Table size="small" aria-label={`By ${kindNames[by].toLowerCase()}`}>
        <TableHead>
          <TableRow>
            <TableCell>{kindNames[by]}</TableCell>
            {[...heads, 'Orders', 'Sales credited'].map((head) => (
              <TableCell key={head} align="right">
                {head}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <EntryRow
              key={JSON.stringify(entry.key)}
              entry={entry}
              named={nameOfEntry(entry.key, by, known)}
              isOffer={isOffer}
              currency={currency}
            />
          ))}
        </TableBody>
      </Table>
      {omitted > 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {omitted.toLocaleString()} more with fewer lists are not shown.
        </Typography>
      )}
    </Box>
  );
};

/** What was shown, clicked and bought, by what caused it to be shown. */
export const BreakdownPanel = (props: { period: Period; currency: string | null }) => {
  const [by, setBy] = useState<BreakdownKind>('placement');
  return (
    <Panel
      title="By what was shown"
      help="Orders and sales are credited to the last click, add or accepted offer before the order; each product of an order at most once."
    >
      <Box sx={{ mb: 1.5 }}>
        <NotCausal />
      </Box>
      <Tabs
        value={by}
        onChange={(_, kind: BreakdownKind) => setBy(kind)}
        aria-label="Told apart by"
        variant="scrollable"
        allowScrollButtonsMobile
        sx={{ mb: 2 }}
      >
        {kinds.map((kind) => (
          <Tab key={kind} value={kind} label={kindNames[kind]} />
        ))}
      </Tabs>
      <Entries {...props} by={by} />
    </Panel>
  );
};
