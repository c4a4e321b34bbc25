import Skeleton from '@mui/material/Skeleton';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { AnswerOf, ApiAnswer } from '../api/api-client.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ExperimentEditor, type StoredExperiment } from './experiment-editor.tsx';
import { formOf, newExperimentForm } from './experiment-form.ts';
import { useExperiment } from './use-experiments.ts';

const storedOf = ({ data, etag }: ApiAnswer<AnswerOf<'getExperiment'>>): StoredExperiment => ({
  experiment: data,
  etag,
});

const Editor = ({ experimentId }: { experimentId: string }) => {
  const experiment = useExperiment(experimentId);
  if (experiment.isPending) return <Skeleton variant="rounded" height={480} aria-label="Loading the experiment" />;
  if (experiment.isError) return <ErrorNotice error={experiment.error} onRetry={() => experiment.refetch()} />;
  const reload = async () => {
    const { data } = await experiment.refetch();
    return data && storedOf(data);
  };
  return (
    <>
      <PageHeader title={experiment.data.data.name}>
        The design of the experiment. Everything but its name is settled when it starts.
      </PageHeader>
      <ExperimentEditor first={formOf(experiment.data.data)} stored={storedOf(experiment.data)} onReload={reload} />
    </>
  );
};

export const EditExperimentPage = () => {
  const { experimentId = '' } = useParams();
  return <Editor key={experimentId} experimentId={experimentId} />;
};

export const NewExperimentPage = () => {
  const [first] = useState(newExperimentForm);
  return (
    <>
      <PageHeader title="New experiment">
        Show some shoppers one thing and others another, and see which does better. Nothing happens before you start it.
      </PageHeader>
      <ExperimentEditor first={first} />
    </>
  );
};
