import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { useExperiments } from '../experiments/use-experiments.ts';
import { statusNames } from '../experiments/words.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { NamesField } from '../fields/names-field.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import type { Problems } from './rule-form.ts';

/** Which variants of which experiment: chosen by name, with the way to the experiment. */
export const ExperimentVariantFields = (props: {
  args: Readonly<Record<string, unknown>>;
  /** Where the condition lies in the rule, as JSON Pointer. */
  pointer: string;
  problems: Problems;
  isDisabled: boolean;
  onChange: (args: Readonly<Record<string, unknown>>) => void;
}) => {
  const { args, pointer, problems, isDisabled } = props;
  const experiments = useExperiments();
  const experimentId = typeof args.experimentId === 'string' ? args.experimentId : '';
  const byId = new Map(experiments.data?.map((experiment) => [experiment.experimentId, experiment]));
  const chosen = byId.get(experimentId);
  const ids = [...new Set([...(experimentId === '' ? [] : [experimentId]), ...byId.keys()])];
  const nameOf = (id: string) => {
    const experiment = byId.get(id);
    return experiment ? `${experiment.name} (${statusNames[experiment.status].toLowerCase()})` : id;
  };
  const variants = Array.isArray(args.variants) ? args.variants.map(String) : [];
  if (experiments.error) return <ErrorNotice error={experiments.error} onRetry={() => experiments.refetch()} />;
  return (
    <Stack spacing={2}>
      <ChoiceField
        label="Experiment"
        value={experimentId}
        options={ids}
        nameOf={nameOf}
        isDisabled={isDisabled || experiments.isPending}
        error={problems.get(`${pointer}/experimentId`)}
        help={experiments.data?.length === 0 ? 'There is no experiment yet: create one first.' : undefined}
        onChange={(id) => props.onChange(id === undefined ? {} : { experimentId: id })}
      />
      <NamesField
        label="Variants"
        value={variants}
        options={chosen?.variants.map(({ variant }) => variant) ?? []}
        isFree={chosen === undefined}
        isDisabled={isDisabled || experimentId === ''}
        error={problems.get(`${pointer}/variants`)}
        help="Shoppers of any of these variants get the offer."
        onChange={(names) => {
          const { variants: _, ...others } = args;
          props.onChange(names.length === 0 ? others : { ...others, variants: names });
        }}
      />
      <Typography variant="body2">
        {chosen ? (
          <Link component={RouterLink} to={`/momentum/experiments/${encodeURIComponent(experimentId)}`}>
            Open “{chosen.name}” and its results
          </Link>
        ) : (
          <Link component={RouterLink} to="/momentum/experiments">
            Go to your experiments
          </Link>
        )}
      </Typography>
    </Stack>
  );
};
