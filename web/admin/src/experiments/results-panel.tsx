import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { experimentMetrics } from '../../../../core/experiments/experiment.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { unitWord } from './experiment-form.ts';
import { type Experiment, type Results, useExperimentResults } from './use-experiments.ts';
import { VariantTable } from './variant-table.tsx';
import { guardrailNames, metricName, segmentNames, verdictSeverity, verdictTitles } from './words.ts';

const Guardrails = ({ experiment, results }: { experiment: Experiment; results: Results }) => {
  const others = results.variants.slice(1);
  if (experiment.guardrails.length === 0 || others.length === 0) return null;
  return (
    <Panel title="Guardrails" help="What must not get worse, whatever else is won.">
      {experiment.guardrails.map(({ metric, mostLossBasisPoints }, index) => (
        <Typography key={metric} variant="body2" sx={{ mb: 0.5 }}>
          <strong>{metricName(metric, experiment.subject)}</strong> may lose {mostLossBasisPoints / 100}% at most —{' '}
          {others
            .map(
              ({ variant, guardrails }) => `${variant}: ${guardrailNames[guardrails[index] ?? 'open'].toLowerCase()}`,
            )
            .join(', ')}
        </Typography>
      ))}
    </Panel>
  );
};

type Cut = 'all' | Results['segments'][number]['segment'];

const NobodyYet = () => (
  <Panel title="Figures">
    <Typography color="textSecondary">
      Nobody has been counted yet. Figures appear with the first shoppers, about a minute after they come.
    </Typography>
  </Panel>
);

const Figures = ({ experiment, results }: { experiment: Experiment; results: Results }) => {
  const [cut, setCut] = useState<Cut>('all');
  const segment = results.segments.find((one) => one.segment === cut);
  const metrics = [experiment.metric, ...experimentMetrics.filter((metric) => metric !== experiment.metric)];
  return (
    <Panel
      title="Figures"
      help="The range in brackets holds the true difference with 95% certainty, however often you look. Where it crosses zero, chance may explain it."
    >
      {results.segments.length > 0 && (
        <Tabs
          value={cut}
          onChange={(_, value: Cut) => setCut(value)}
          aria-label="Whose figures"
          variant="scrollable"
          sx={{ mb: 2 }}
        >
          <Tab value="all" label="All shoppers" />
          {results.segments.map((one) => (
            <Tab key={one.segment} value={one.segment} label={segmentNames[one.segment]} />
          ))}
        </Tabs>
      )}
      {segment && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
          A part of the shoppers is for looking only: with several cuts one of them seems to win by chance.
        </Typography>
      )}
      <Stack spacing={3}>
        {metrics.map((metric) => (
          <VariantTable
            key={metric}
            metric={metric}
            variants={segment?.variants ?? results.variants}
            currency={results.currency}
            unitWord={unitWord(experiment.unit)}
            subject={experiment.subject}
            isGoal={metric === experiment.metric}
          />
        ))}
      </Stack>
    </Panel>
  );
};

const Verdict = ({ results }: { results: Results }) => {
  const { verdict, sampleRatio, variants } = results;
  return (
    <Alert severity={verdictSeverity[verdict.code]} role="status">
      <AlertTitle>{verdictTitles[verdict.code]}</AlertTitle>
      {verdict.text}
      {sampleRatio.isMismatch && (
        <Box sx={{ mt: 1 }}>
          Counted: {variants.map(({ variant, units }) => `${units.toLocaleString()} (${variant})`).join(', ')}. Look for
          a variant that fails to show on some pages.
        </Box>
      )}
    </Alert>
  );
};

/** What an experiment brought: the conclusion in words, then the figures behind it. */
export const ResultsPanel = ({ experiment }: { experiment: Experiment }) => {
  const results = useExperimentResults(experiment.experimentId);
  if (results.isPending) return <Skeleton variant="rounded" height={320} aria-label="Loading the results" />;
  if (results.isError) return <ErrorNotice error={results.error} onRetry={() => results.refetch()} />;
  return (
    <Stack spacing={3}>
      <Verdict results={results.data} />
      {results.data.variants.every(({ units }) => units === 0) ? (
        <NobodyYet />
      ) : (
        <Figures experiment={experiment} results={results.data} />
      )}
      <Guardrails experiment={experiment} results={results.data} />
    </Stack>
  );
};
