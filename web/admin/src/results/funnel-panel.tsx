import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatShare } from '../layout/format.ts';
import { Panel } from '../layout/panel.tsx';
import { formatInterval } from './figures.ts';
import type { Period } from './period.ts';
import { type FunnelStep, useFunnel } from './use-results.ts';

const stepNames: Readonly<Record<FunnelStep['step'], string>> = {
  'lists-shown': 'Lists shown',
  clicks: 'Clicks',
  'adds-to-cart': 'Put into the cart',
  'offers-shown': 'Offers shown',
  accepts: 'Accepted',
  orders: 'Orders with one of them',
};

const Step = ({ entry, most }: { entry: FunnelStep; most: number }) => {
  const interval = formatInterval(entry.ofPrevious);
  return (
    <Box component="li" sx={{ mb: 1.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Typography variant="body2">{stepNames[entry.step]}</Typography>
        <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
          {entry.count.toLocaleString()}
        </Typography>
      </Box>
      <Box aria-hidden sx={{ height: 10, borderRadius: 1, bgcolor: 'background.default', my: 0.5 }}>
        <Box
          sx={{
            height: '100%',
            borderRadius: 1,
            bgcolor: 'primary.main',
            width: `${most === 0 ? 0 : (entry.count / most) * 100}%`,
            minWidth: entry.count > 0 ? 2 : 0,
          }}
        />
      </Box>
      {entry.ofPrevious && (
        <Typography variant="caption" color="textSecondary">
          {formatShare(entry.ofPrevious.value)} of the step before{interval && ` (${interval})`}
        </Typography>
      )}
    </Box>
  );
};

const Funnel = ({ title, steps }: { title: string; steps: readonly FunnelStep[] }) => (
  <Box>
    <Typography variant="h3" sx={{ mb: 1.5 }}>
      {title}
    </Typography>
    <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {steps.map((entry) => (
        <Step key={entry.step} entry={entry} most={Math.max(...steps.map(({ count }) => count))} />
      ))}
    </Box>
  </Box>
);

/** How far what was shown came. */
export const FunnelPanel = ({ period }: { period: Period }) => {
  const funnel = useFunnel(period);
  return (
    <Panel
      title="From seen to bought"
      help="Steps count what happened, not people; the range in brackets allows for chance."
    >
      {funnel.isPending && <Skeleton variant="rounded" height={220} aria-label="Loading the steps" />}
      {funnel.isError && <ErrorNotice error={funnel.error} onRetry={() => funnel.refetch()} />}
      {funnel.data && (
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
          <Funnel title="Recommendations" steps={funnel.data.recommendations} />
          <Funnel title="Offers" steps={funnel.data.offers} />
        </Box>
      )}
    </Panel>
  );
};
