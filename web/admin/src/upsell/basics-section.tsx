import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { upsellUrgencies } from '../../../../core/rules/targeting-rule.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { RuleSectionProps } from './section-props.ts';
import { urgencyNames } from './words.ts';

export const BasicsSection = ({ form, onChange, problems, isDisabled }: RuleSectionProps) => (
  <Panel title="Rule">
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
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <ChoiceField
          label="Urgency"
          value={form.urgency}
          options={upsellUrgencies}
          nameOf={(urgency) => urgencyNames[urgency]}
          isDisabled={isDisabled}
          help="How much the offer stands out; decides among rules of one priority."
          onChange={(urgency) => urgency && onChange({ urgency })}
        />
        <NumberField
          label="Priority"
          value={form.priority}
          min={0}
          max={1000}
          isDisabled={isDisabled}
          help="Higher goes first."
          onChange={(priority) => onChange({ priority })}
        />
      </Box>
      <FormControlLabel
        label={form.enabled ? 'On: shoppers may see it' : 'Off: nobody sees it'}
        disabled={isDisabled}
        control={<Switch checked={form.enabled} onChange={(_, enabled) => onChange({ enabled })} />}
      />
    </Stack>
  </Panel>
);
