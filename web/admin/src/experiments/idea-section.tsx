import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { experimentSubjects } from '../../../../core/experiments/experiment.ts';
import { placements } from '../../../../core/recommend/recommendation-request.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { Panel } from '../layout/panel.tsx';
import { withSubject } from './experiment-form.ts';
import type { ExperimentSectionProps } from './section-props.ts';
import { placementNames, subjectNames } from './words.ts';

export const IdeaSection = ({ form, onChange, problems, isDisabled, isFixed }: ExperimentSectionProps) => (
  <Panel title="Idea">
    <Stack spacing={2}>
      <TextField
        label="Name"
        value={form.name}
        disabled={isDisabled}
        required
        error={problems.has('/name')}
        helperText={problems.get('/name') ?? 'Only you see it.'}
        slotProps={{ htmlInput: { maxLength: 120 } }}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <TextField
        label="What do you expect, and why?"
        value={form.hypothesis}
        disabled={isDisabled}
        multiline
        minRows={2}
        error={problems.has('/hypothesis')}
        helperText={
          problems.get('/hypothesis') ?? 'Written down before the start, so that nobody explains a result afterwards.'
        }
        slotProps={{ htmlInput: { maxLength: 1000 } }}
        onChange={({ target }) => onChange({ hypothesis: target.value })}
      />
      <ChoiceField
        label="What varies"
        value={form.subject}
        options={experimentSubjects}
        nameOf={(subject) => subjectNames[subject]}
        isDisabled={isDisabled || isFixed}
        help={
          form.subject === 'offers'
            ? 'Rules say what each variant offers; you add them after saving.'
            : 'Each variant may show another list in one place of your shop.'
        }
        onChange={(subject) => subject && onChange(withSubject(subject, form))}
      />
      {form.subject === 'recommendations' && (
        <ChoiceField
          label="List"
          value={form.placement ?? ''}
          options={placements}
          nameOf={(placement) => placementNames[placement] ?? placement}
          isDisabled={isDisabled || isFixed}
          error={problems.get('/placement')}
          help="Whose products vary."
          onChange={(placement) => placement && onChange({ placement })}
        />
      )}
    </Stack>
  </Panel>
);
