import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { IntervalBar } from '../experiments/interval-bar.tsx';
import { formatComparison, formatFigure, scaleOf } from '../experiments/result-format.ts';
import { formatDay } from '../layout/format.ts';
import { Panel } from '../layout/panel.tsx';
import { formatAmount } from './figures.ts';
import type { HoldOutResults } from './use-results.ts';

const metricNames = {
  conversion: 'Shoppers who bought in a week',
  revenue: 'Revenue per shopper and week',
  'order-value': 'Average order',
} as const;
const metricOrder = ['revenue', 'conversion', 'order-value'] as const;

const severities: Readonly<Record<HoldOutResults['verdict']['code'], 'success' | 'info' | 'warning' | 'error'>> = {
  off: 'info',
  'not-measured': 'warning',
  'too-early': 'info',
  'sample-ratio-mismatch': 'error',
  more: 'success',
  less: 'error',
  undecided: 'info',
};

const ComparisonTable = ({ results }: { results: HoldOutResults }) => (
  <Box sx={{ '& .MuiTableCell-root': { px: { xs: 0.75, sm: 2 } } }}>
    <Table size="small" aria-label="Shoppers with and without recommendations and offers" sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '30%' }}>Figure</TableCell>
          <TableCell align="right">Held out</TableCell>
          <TableCell align="right">All others</TableCell>
          <TableCell sx={{ width: '34%' }}>Difference</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {metricOrder.map((name) => {
          const { held, shown, comparison } = results.metrics[name];
          return (
            <TableRow key={name}>
              <TableCell component="th" scope="row">
                {metricNames[name]}
              </TableCell>
              <TableCell align="right">{formatFigure(name, held, results.currency)}</TableCell>
              <TableCell align="right">{formatFigure(name, shown, results.currency)}</TableCell>
              <TableCell>
                {comparison ? formatComparison(name, comparison, results.currency) : 'not known yet'}
                {comparison && <IntervalBar comparison={comparison} scale={scaleOf([comparison])} />}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  </Box>
);

const Incremental = ({ results }: { results: HoldOutResults }) => {
  const { incrementalRevenue: gained, currency, weeks } = results;
  if (!gained || !weeks) return null;
  return (
    <Box>
      <Typography variant="body2" color="textSecondary">
        Sales that would not have come without recommendations and offers, in {weeks.count} weeks from{' '}
        {formatDay(weeks.from)}
      </Typography>
      <Typography sx={{ fontSize: '1.6rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
        {formatAmount(gained.amount, currency)}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        between {formatAmount(gained.low, currency)} and {formatAmount(gained.high, currency)}, with 95% certainty
      </Typography>
    </Box>
  );
};

const SettingsLink = ({ text }: { text: string }) => (
  <Link component={RouterLink} to="/momentum/settings">
    {text}
  </Link>
);

/** What recommendations and offers really bring: shoppers who see none, beside the others. */
export const HoldOutPanel = ({ results }: { results: HoldOutResults | null }) => (
  <Panel
    title="What was really gained"
    help="A small share of shoppers, chosen by chance, sees no recommendations and no offers. Whatever the others buy beyond them was caused by what they saw."
  >
    <Chip size="small" color="success" variant="outlined" label="measured against the hold-out" sx={{ mb: 2 }} />
    {results === null ? (
      <Alert severity="info">
        These days hold no whole week, or nobody was held out. Choose more days, or see your{' '}
        <SettingsLink text="hold-out share" />.
      </Alert>
    ) : (
      <Stack spacing={2}>
        <Alert severity={severities[results.verdict.code]}>
          <AlertTitle>In words</AlertTitle>
          {results.verdict.text}
        </Alert>
        <Incremental results={results} />
        {results.metrics.revenue.shown !== null && <ComparisonTable results={results} />}
        <Typography variant="body2" color="textSecondary">
          {results.share.shareBasisPoints / 100}% are held out: {results.arms.held.units.toLocaleString()} shoppers
          beside {results.arms.shown.units.toLocaleString()}. <SettingsLink text="Change the share" />
        </Typography>
      </Stack>
    )}
  </Panel>
);
