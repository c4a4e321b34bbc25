import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatDay } from '../layout/format.ts';
import { Panel } from '../layout/panel.tsx';
import { NotCausal } from './key-figures-panel.tsx';
import type { Period } from './period.ts';
import {
  formatValue,
  hasCurrency,
  isAttributed,
  kindOf,
  type ShownSeries,
  seriesNames,
  shownSeries,
} from './series.ts';
import type { TrendPoint } from './trend-chart.tsx';
import { useTimeSeries } from './use-results.ts';

/** Charts weigh more than all else of this page: they come after the figures. */
const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));

const chartHeight = 260;

const PointTable = (props: { points: readonly TrendPoint[]; metric: ShownSeries; currency: string | null }) => (
  <Box component="details" sx={{ mt: 1 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      As a table
    </Typography>
    <Box sx={{ maxHeight: 320, overflow: 'auto' }}>
      <Table size="small" aria-label={seriesNames[props.metric]}>
        <TableHead>
          <TableRow>
            <TableCell>Day</TableCell>
            <TableCell align="right">{seriesNames[props.metric]}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.points.map(({ period, value }) => (
            <TableRow key={period}>
              <TableCell>{formatDay(period)}</TableCell>
              <TableCell align="right">{formatValue(kindOf(props.metric), value, props.currency)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  </Box>
);

const Series = (props: { period: Period; metric: ShownSeries; currency: string | null }) => {
  const { metric } = props;
  const stored = useTimeSeries(props.period, metric);
  if (stored.isPending) return <Skeleton variant="rounded" height={chartHeight} aria-label="Loading the days" />;
  if (stored.isError) return <ErrorNotice error={stored.error} onRetry={() => stored.refetch()} />;
  const currency = hasCurrency(metric) ? props.currency : null;
  const series =
    stored.data.find((one) => one.currency === currency) ?? (currency === null ? stored.data[0] : undefined);
  if (!series || series.points.every(({ value }) => value === null || value === 0)) {
    return (
      <Typography color="textSecondary" sx={{ py: 6, textAlign: 'center' }}>
        Nothing was counted in these days.
      </Typography>
    );
  }
  const kind = kindOf(metric);
  return (
    <Box sx={{ opacity: stored.isPlaceholderData ? 0.5 : 1 }}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        All days together: <strong>{formatValue(kind, series.total, currency)}</strong>
      </Typography>
      <Suspense fallback={<Skeleton variant="rounded" height={chartHeight} aria-label="Loading the chart" />}>
        <TrendChart points={series.points} name={seriesNames[metric]} kind={kind} currency={currency} />
      </Suspense>
      <PointTable points={series.points} metric={metric} currency={currency} />
    </Box>
  );
};

/** One figure day by day. */
export const TrendPanel = (props: { period: Period; currency: string | null }) => {
  const [metric, setMetric] = useState<ShownSeries>('revenue');
  return (
    <Panel title="Day by day">
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ mb: 2, alignItems: { sm: 'center' } }}>
        <Box sx={{ width: '100%', maxWidth: { sm: 380 } }}>
          <ChoiceField
            label="Figure"
            value={metric}
            options={shownSeries}
            nameOf={(name) => seriesNames[name]}
            onChange={(name) => name && setMetric(name)}
          />
        </Box>
        {isAttributed(metric) && (
          <Box>
            <NotCausal />
          </Box>
        )}
      </Stack>
      <Series {...props} metric={metric} />
    </Panel>
  );
};
