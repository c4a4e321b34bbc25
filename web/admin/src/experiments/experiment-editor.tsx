import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { problemsByPointer } from '../api/api-problem.ts';
import { useCanEdit, useCompany } from '../companies/company-context.ts';
import { FormSaveBar } from '../layout/form-save-bar.tsx';
import { useLeaveWarning } from '../layout/use-leave-warning.ts';
import type { Problems } from '../upsell/rule-form.ts';
import { type ExperimentForm, formOf, formText, inputOf, problemsOf } from './experiment-form.ts';
import { GoalSection } from './goal-section.tsx';
import { IdeaSection } from './idea-section.tsx';
import type { ExperimentSectionProps } from './section-props.ts';
import { ShoppersSection } from './shoppers-section.tsx';
import { type Experiment, useSaveExperiment } from './use-experiments.ts';
import { VariantsSection } from './variants-section.tsx';

export interface StoredExperiment {
  readonly experiment: Experiment;
  readonly etag: string | undefined;
}

const pageOf = (experimentId: string): string => `/momentum/experiments/${encodeURIComponent(experimentId)}`;

export const ExperimentEditor = (props: {
  first: ExperimentForm;
  /** Absent for a new experiment. */
  stored?: StoredExperiment;
  onReload?: () => Promise<StoredExperiment | undefined>;
}) => {
  const { stored } = props;
  const { currency } = useCompany();
  const navigate = useNavigate();
  const saving = useSaveExperiment();
  const [form, setForm] = useState(props.first);
  const [saved, setSaved] = useState(() => formText(props.first));
  const [wasTried, setWasTried] = useState(false);
  const status = stored?.experiment.status ?? 'DRAFT';
  const isDisabled = !useCanEdit() || status === 'STOPPED';
  const isChanged = formText(form) !== saved;
  useLeaveWarning(isChanged && !saving.isSuccess);

  const found = problemsOf(form);
  const shown: Problems = wasTried ? new Map([...problemsByPointer(saving.error), ...found]) : new Map();
  const isFixed = status !== 'DRAFT';
  const section: ExperimentSectionProps = {
    form,
    problems: shown,
    storeCurrency: currency,
    isDisabled,
    isFixed,
    leastTrafficBasisPoints: isFixed ? (stored?.experiment.trafficBasisPoints ?? 0) : 0,
    onChange: (change) => setForm((before) => ({ ...before, ...change })),
  };

  const save = (etag = stored?.etag) => {
    setWasTried(true);
    if (found.size > 0) return;
    const change = { experimentId: stored?.experiment.experimentId, input: inputOf(form), etag };
    saving.mutate(change, { onSuccess: ({ data }) => navigate(pageOf(data.experimentId)) });
  };
  const takeTheirs = async () => {
    const theirs = await props.onReload?.();
    saving.reset();
    if (!theirs) return;
    const reloaded = formOf(theirs.experiment);
    setForm(reloaded);
    setSaved(formText(reloaded));
  };

  return (
    <Stack
      spacing={3}
      component="form"
      aria-label="Experiment"
      noValidate
      onSubmit={(event) => event.preventDefault()}
      sx={{ maxWidth: 820 }}
    >
      {status === 'RUNNING' && (
        <Alert severity="info">
          It is running: only its name, its idea and a larger share of shoppers may change, so that its results stay
          true.
        </Alert>
      )}
      {status === 'STOPPED' && <Alert severity="info">It has been stopped and can no longer change.</Alert>}
      <IdeaSection {...section} />
      <VariantsSection {...section} />
      <ShoppersSection {...section} />
      <GoalSection {...section} />
      {!isDisabled && (
        <FormSaveBar
          what="experiment"
          backTo={stored ? pageOf(stored.experiment.experimentId) : '/momentum/experiments'}
          isNew={stored === undefined}
          isChanged={isChanged}
          problemCount={shown.size}
          error={saving.error}
          isSaving={saving.isPending}
          onSave={() => save()}
          onTakeTheirs={takeTheirs}
          onKeepMine={async () => save((await props.onReload?.())?.etag)}
        />
      )}
    </Stack>
  );
};
