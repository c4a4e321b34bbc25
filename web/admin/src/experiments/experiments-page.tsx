import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { useCanEdit } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatInstant, formatShare } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { type Experiment, useExperiments } from './use-experiments.ts';
import { metricName, statusColors, statusNames } from './words.ts';

const statusOrder: readonly Experiment['status'][] = ['RUNNING', 'DRAFT', 'STOPPED'];

/** What runs first, then drafts; the latest of each first. */
const byStatus = (a: Experiment, b: Experiment): number =>
  statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
  b.updatedAt.localeCompare(a.updatedAt) ||
  a.experimentId.localeCompare(b.experimentId);

const timeText = ({ startedAt, stoppedAt, updatedAt }: Experiment): string => {
  if (startedAt === null) return `changed ${formatInstant(updatedAt)}`;
  if (stoppedAt === null) return `since ${formatInstant(startedAt)}`;
  return `${formatInstant(startedAt)} to ${formatInstant(stoppedAt)}`;
};

const ExperimentRow = ({ experiment }: { experiment: Experiment }) => {
  const { name, hypothesis, status, variants, metric, trafficBasisPoints } = experiment;
  const to = `/momentum/experiments/${encodeURIComponent(experiment.experimentId)}`;
  return (
    <Paper variant="outlined" component="article" aria-label={name} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Link component={RouterLink} to={to} variant="h3">
          {name}
        </Link>
        <Chip size="small" color={statusColors[status]} label={statusNames[status]} />
        <Typography variant="body2" color="textSecondary">
          {timeText(experiment)}
        </Typography>
      </Stack>
      {hypothesis !== '' && (
        <Typography variant="body2" sx={{ mt: 0.75, overflowWrap: 'anywhere' }}>
          {hypothesis}
        </Typography>
      )}
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
        {variants.map(({ variant }) => variant).join(' · ')} — {metricName(metric, experiment.subject).toLowerCase()},{' '}
        {formatShare(trafficBasisPoints / 10_000)} of shoppers
      </Typography>
    </Paper>
  );
};

export const ExperimentsPage = () => {
  const experiments = useExperiments();
  const canEdit = useCanEdit();
  return (
    <>
      <PageHeader
        title="Experiments"
        actions={
          canEdit && (
            <Button variant="contained" component={RouterLink} to="/momentum/experiments/new">
              New experiment
            </Button>
          )
        }
      >
        Find out what works in your shop before you keep it: shoppers are dealt to variants by chance, so a difference
        beyond chance was caused by what they saw.
      </PageHeader>
      <Stack spacing={1.5}>
        {experiments.isError && <ErrorNotice error={experiments.error} onRetry={() => experiments.refetch()} />}
        {experiments.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the experiments" />}
        {experiments.data?.length === 0 && (
          <Alert severity="info">
            There are no experiments yet. Create one, give a rule to each of its variants, and start it.
          </Alert>
        )}
        {experiments.data?.toSorted(byStatus).map((experiment) => (
          <ExperimentRow key={experiment.experimentId} experiment={experiment} />
        ))}
      </Stack>
    </>
  );
};
