import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';

type Day = AnswerOf<'getRecommendationCounters'>['days'][number];
type Counter = Exclude<keyof Day, 'date'>;

const daysShown = 14;
const dayMs = 86_400_000;

const isoDate = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

const useCounters = () => {
  const api = useApi();
  const { companyId } = useCompany();
  return useQuery({
    queryKey: ['counters', companyId],
    queryFn: async ({ signal }) => {
      const range = { from: isoDate(Date.now() - (daysShown - 1) * dayMs), to: isoDate(Date.now()) };
      return (await api.getRecommendationCounters({ query: { companyId, ...range } }, { signal })).data.days;
    },
    refetchInterval: 60_000,
  });
};

/** Bars of the last days; days without an entry are zero. */
const Bars = ({ days, counter }: { days: readonly Day[]; counter: Counter }) => {
  const byDate = new Map(days.map((day) => [day.date, day[counter]]));
  const values = Array.from({ length: daysShown }, (_, index) => {
    const date = isoDate(Date.now() - (daysShown - 1 - index) * dayMs);
    return { date, count: byDate.get(date) ?? 0 };
  });
  const most = Math.max(1, ...values.map(({ count }) => count));
  return (
    <Box aria-hidden sx={{ display: 'flex', alignItems: 'flex-end', gap: '2px', height: 32, mt: 1 }}>
      {values.map(({ date, count }) => (
        <Box
          key={date}
          title={`${date}: ${count}`}
          sx={{
            flex: 1,
            height: `max(2px, ${(count / most) * 100}%)`,
            bgcolor: count > 0 ? 'primary.main' : 'divider',
            borderRadius: '2px',
          }}
        />
      ))}
    </Box>
  );
};

const Figure = (props: { label: string; value: string; days: readonly Day[]; counter: Counter; note?: string }) => (
  <Paper variant="outlined" sx={{ p: 2 }}>
    <Typography variant="body2" color="textSecondary">
      {props.label}
    </Typography>
    <Typography sx={{ fontSize: '1.5rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
      {props.value}
    </Typography>
    <Typography variant="caption" color="textSecondary" sx={{ display: 'block', minHeight: '1.7em' }}>
      {props.note}
    </Typography>
    <Bars days={props.days} counter={props.counter} />
  </Paper>
);

const sum = (days: readonly Day[], counter: Counter): number => days.reduce((total, day) => total + day[counter], 0);

const share = (part: number, whole: number): string =>
  whole === 0
    ? ''
    : new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 }).format(part / whole);

const noteOf = (part: number, whole: number, words: string): string =>
  whole === 0 ? '' : `${share(part, whole)} ${words}`;

export const PerformanceStrip = () => {
  const counters = useCounters();
  if (counters.isPending) return <Skeleton variant="rounded" height={132} aria-label="Loading the figures" />;
  if (counters.isError) return <ErrorNotice error={counters.error} onRetry={() => counters.refetch()} />;
  const days = counters.data;
  const [impressions, clicks, adds] = [sum(days, 'impressions'), sum(days, 'clicks'), sum(days, 'addsToCart')];
  const format = (count: number) => count.toLocaleString();
  return (
    <Box
      component="section"
      aria-label={`The last ${daysShown} days`}
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}
    >
      <Figure
        label="Product views"
        value={format(sum(days, 'views'))}
        days={days}
        counter="views"
        note={`last ${daysShown} days`}
      />
      <Figure label="Recommendations seen" value={format(impressions)} days={days} counter="impressions" />
      <Figure
        label="Clicks"
        value={format(clicks)}
        days={days}
        counter="clicks"
        note={noteOf(clicks, impressions, 'of those seen')}
      />
      <Figure
        label="Added to cart"
        value={format(adds)}
        days={days}
        counter="addsToCart"
        note={noteOf(adds, clicks, 'of the clicks')}
      />
    </Box>
  );
};
