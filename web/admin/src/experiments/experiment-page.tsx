import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem } from '../api/api-problem.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatInstant, formatShare } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { faultText } from './experiment-form.ts';
import { ResultsPanel } from './results-panel.tsx';
import { type Experiment, type ExperimentAction, useExperiment, useExperimentAction } from './use-experiments.ts';
import { VariantLists } from './variant-lists.tsx';
import { VariantRules } from './variant-rules.tsx';
import { exposureNames, metricName, statusColors, statusNames, subjectNames, unitNames } from './words.ts';

const questions: Readonly<Record<ExperimentAction, Omit<Confirmation, 'run'>>> = {
  start: {
    title: 'Start this experiment?',
    text: 'Shoppers take part within a minute. From then on its variants, its goal and its guardrails can no longer change.',
    action: 'Start',
  },
  stop: {
    title: 'Stop this experiment for good?',
    text: 'Offers of its variants are no longer shown within a minute. Its results stay; it cannot be started again.',
    action: 'Stop',
  },
  delete: {
    title: 'Delete this experiment?',
    text: 'It and its results are gone for good. Rules that ask for it are then shown to nobody.',
    action: 'Delete',
  },
};

/** A refused start says what is wrong with the design. */
const ActionProblem = ({ error, experiment }: { error: Error; experiment: Experiment }) => {
  if (!(error instanceof ApiProblem) || error.code !== 'unprocessable' || error.errors.length === 0)
    return <ErrorNotice error={error} />;
  return (
    <Alert severity="error">
      It cannot start yet:
      {error.errors.map((fault) => (
        <div key={`${fault.pointer} ${fault.code}`}>{faultText(fault, experiment.variants)}</div>
      ))}
    </Alert>
  );
};

const Design = ({ experiment }: { experiment: Experiment }) => {
  const { status, hypothesis, subject, trafficBasisPoints, unit, exposure, metric, startedAt, stoppedAt } = experiment;
  const parts = [
    `varies: ${subjectNames[subject].toLowerCase()}`,
    `${formatShare(trafficBasisPoints / 10_000)} of shoppers`,
    `variant kept by ${unitNames[unit].toLowerCase()}`,
    `counts: ${exposureNames[exposure].toLowerCase()}`,
    `judged by: ${metricName(metric, subject).toLowerCase()}`,
    ...(startedAt === null ? [] : [`started ${formatInstant(startedAt)}`]),
    ...(stoppedAt === null ? [] : [`stopped ${formatInstant(stoppedAt)}`]),
  ];
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      <Chip size="small" color={statusColors[status]} label={statusNames[status]} />
      {hypothesis !== '' && <Typography sx={{ overflowWrap: 'anywhere' }}>{hypothesis}</Typography>}
      <Typography variant="body2" color="textSecondary">
        {parts.join(' · ')}
      </Typography>
    </Stack>
  );
};

const Actions = (props: { experiment: Experiment; isBusy: boolean; onAction: (action: ExperimentAction) => void }) => {
  const { experiment, isBusy, onAction } = props;
  const canEdit = useCanEdit();
  const { status, experimentId } = experiment;
  return (
    <>
      <Button component={Link} to={`/momentum/experiments/${encodeURIComponent(experimentId)}/design`}>
        {canEdit && status !== 'STOPPED' ? 'Edit' : 'Design'}
      </Button>
      {canEdit && status !== 'RUNNING' && (
        <Button color="error" disabled={isBusy} onClick={() => onAction('delete')}>
          Delete
        </Button>
      )}
      {canEdit && status === 'DRAFT' && (
        <Button variant="contained" loading={isBusy} onClick={() => onAction('start')}>
          Start
        </Button>
      )}
      {canEdit && status === 'RUNNING' && (
        <Button variant="outlined" loading={isBusy} onClick={() => onAction('stop')}>
          Stop
        </Button>
      )}
    </>
  );
};

const Overview = ({ experiment }: { experiment: Experiment }) => {
  const acting = useExperimentAction(experiment.experimentId);
  const navigate = useNavigate();
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const ask = (action: ExperimentAction) =>
    setConfirmation({
      ...questions[action],
      run: () =>
        acting.mutate(action, {
          onSuccess: () => action === 'delete' && navigate('/momentum/experiments'),
        }),
    });
  return (
    <>
      <PageHeader
        title={experiment.name}
        actions={<Actions experiment={experiment} isBusy={acting.isPending} onAction={ask} />}
      />
      <Stack spacing={3}>
        <Design experiment={experiment} />
        {acting.error && <ActionProblem error={acting.error} experiment={experiment} />}
        {experiment.startedAt !== null && <ResultsPanel experiment={experiment} />}
        {experiment.status === 'DRAFT' && (
          <Alert severity="info">
            It is a draft: nobody takes part.{' '}
            {experiment.subject === 'offers'
              ? 'Give its variants their offers below, then start it.'
              : 'Start it when its design is right.'}
          </Alert>
        )}
        {experiment.subject === 'offers' ? (
          <VariantRules experiment={experiment} />
        ) : (
          <VariantLists experiment={experiment} />
        )}
      </Stack>
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </>
  );
};

const Loader = ({ experimentId }: { experimentId: string }) => {
  const experiment = useExperiment(experimentId);
  if (experiment.isPending) return <Skeleton variant="rounded" height={320} aria-label="Loading the experiment" />;
  if (experiment.isError) return <ErrorNotice error={experiment.error} onRetry={() => experiment.refetch()} />;
  return <Overview experiment={experiment.data.data} />;
};

export const ExperimentPage = () => {
  const { experimentId = '' } = useParams();
  return <Loader key={experimentId} experimentId={experimentId} />;
};
