import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Skeleton from '@mui/material/Skeleton';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { useCompany } from '../companies/company-context.ts';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { costText, problemText, trainerHelp, trainerNames } from './trainer-names.ts';
import { type Training, type TrainingConfig, useChangeTraining, useTraining } from './use-training.ts';

type Trainer = TrainingConfig['trainer'];

interface ChoiceProps {
  readonly stored: Training;
  readonly config: TrainingConfig;
  readonly isLocked: boolean;
  readonly onChange: (config: TrainingConfig) => void;
}

const Help = ({ children }: { children: ReactNode }) => (
  <Typography variant="body2" color="textSecondary" sx={{ pl: 4 }}>
    {children}
  </Typography>
);

const TrainerChoice = ({ stored, config, isLocked, onChange }: ChoiceProps) => (
  <RadioGroup
    aria-label="Trainer"
    value={config.trainer}
    onChange={(_, trainer) => onChange({ ...stored.config, trainer: trainer as Trainer })}
  >
    {(Object.keys(trainerNames) as Trainer[]).map((trainer) => {
      const problem = problemText(stored, trainer);
      return (
        <Box key={trainer} sx={{ mb: 1 }}>
          <FormControlLabel
            value={trainer}
            control={<Radio />}
            label={trainerNames[trainer]}
            disabled={isLocked || problem !== undefined}
          />
          <Help>
            {trainerHelp[trainer]} {problem ?? costText(stored, trainer)}
          </Help>
        </Box>
      );
    })}
  </RadioGroup>
);

const KeepSwitch = ({ stored, config, isLocked, onChange }: ChoiceProps) => (
  <Box>
    <FormControlLabel
      label="Keep what Amazon Personalize made after each run"
      disabled={isLocked}
      control={
        <Switch
          checked={config.keepPersonalizeResources}
          onChange={(_, isKept) => onChange({ ...stored.config, keepPersonalizeResources: isKept })}
        />
      }
    />
    <Help>Otherwise it is deleted as soon as its lists are taken over; nothing of it is needed to show them.</Help>
  </Box>
);

const personalizeQuestion = (stored: Training): Omit<Confirmation, 'run'> => ({
  title: 'Train with Amazon Personalize?',
  text: `${costText(stored, 'personalize')} Every nightly run is billed to the AWS account of this deployment.`,
  action: 'Switch on',
});

/** Which engine trains, what it would cost, and what keeps the store from it. */
export const TrainerPanel = () => {
  const training = useTraining();
  const change = useChangeTraining(training.data?.etag);
  const isOwner = useCompany().role === 'owner';
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const stored = training.data?.data;
  const error = change.error ?? training.error;

  const onChange = (config: TrainingConfig) => {
    const run = () => change.mutate(config);
    const isNew = stored !== undefined && config.trainer === 'personalize' && stored.config.trainer !== 'personalize';
    if (isNew) setConfirmation({ ...personalizeQuestion(stored), run });
    else run();
  };
  const choice = stored && {
    stored,
    config: change.isPending ? change.variables : stored.config,
    isLocked: !isOwner || change.isPending,
    onChange,
  };

  return (
    <Panel title="Trainer" help="Which engine learns from your data; owners choose it. The next run heeds a change.">
      {error && <ErrorNotice error={error} onRetry={training.error ? () => training.refetch() : undefined} />}
      {training.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the trainer" />}
      {choice && <TrainerChoice {...choice} />}
      {choice?.config.trainer === 'personalize' && <KeepSwitch {...choice} />}
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </Panel>
  );
};
