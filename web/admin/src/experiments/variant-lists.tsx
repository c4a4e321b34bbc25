import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Panel } from '../layout/panel.tsx';
import { treatmentText } from './treatment-text.ts';
import type { Experiment } from './use-experiments.ts';
import { placementNames } from './words.ts';

/** What each variant of an experiment on a list shows. */
export const VariantLists = ({ experiment }: { experiment: Experiment }) => {
  const { placement = '', variants } = experiment;
  return (
    <Panel title="What each variant shows" help={`In the place of “${placementNames[placement] ?? placement}”.`}>
      <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {variants.map(({ variant, treatment }) => (
          <li key={variant}>
            <Typography variant="h3">{variant}</Typography>
            <Typography variant="body2">{treatmentText(treatment)}</Typography>
          </li>
        ))}
      </Stack>
    </Panel>
  );
};
