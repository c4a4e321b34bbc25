import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { experimentUnits } from '../../../../core/experiments/experiment.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat } from '../fields/number-formats.ts';
import { Panel } from '../layout/panel.tsx';
import { ConditionEditor } from '../upsell/condition-editor.tsx';
import { roomBelowTop } from '../upsell/condition-form.ts';
import { exposuresOf, mayTarget } from './experiment-form.ts';
import type { ExperimentSectionProps } from './section-props.ts';
import { exposureHelp, exposureNames, unitNames } from './words.ts';

const twoColumns = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
} as const;

const RangeFields = ({ form, onChange, problems, ...props }: ExperimentSectionProps) => {
  const { group } = form;
  const isDisabled = props.isDisabled || props.isFixed;
  return (
    <Box component="details" open={group !== undefined || problems.has('/salt')}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
        Beside other experiments
      </Typography>
      <Stack spacing={2} sx={{ mt: 1.5 }}>
        <FormControlLabel
          label="Never share a shopper with the other experiments of a group"
          disabled={isDisabled}
          control={
            <Switch
              checked={group !== undefined}
              onChange={(_, isOn) => onChange({ group: isOn ? { name: '', from: 0, to: 5000 } : undefined })}
            />
          }
        />
        {group && (
          <>
            <TextField
              label="Group"
              value={group.name}
              disabled={isDisabled}
              error={problems.has('/group/name') || problems.has('/group')}
              helperText={
                problems.get('/group/name') ??
                problems.get('/group') ??
                'The same name for experiments that must not meet; each owns a range of its shoppers.'
              }
              onChange={({ target }) => onChange({ group: { ...group, name: target.value } })}
            />
            <Box sx={twoColumns}>
              <DecimalField
                label="From"
                value={group.from}
                format={percentFormat}
                min={0}
                max={9999}
                unit="%"
                isDisabled={isDisabled}
                onChange={(from = 0) => onChange({ group: { ...group, from } })}
              />
              <DecimalField
                label="To"
                value={group.to}
                format={percentFormat}
                min={1}
                max={10_000}
                unit="%"
                isDisabled={isDisabled}
                error={problems.get('/group/to')}
                onChange={(to = 10_000) => onChange({ group: { ...group, to } })}
              />
            </Box>
          </>
        )}
        <TextField
          label="Salt"
          value={form.salt}
          disabled={isDisabled}
          error={problems.has('/salt')}
          helperText={problems.get('/salt') ?? 'Another word here deals every shopper anew. Leave it empty otherwise.'}
          slotProps={{ htmlInput: { maxLength: 60 } }}
          onChange={({ target }) => onChange({ salt: target.value })}
        />
      </Stack>
    </Box>
  );
};

const Targeting = (props: ExperimentSectionProps) => (
  <Box role="group" aria-label="Only some shoppers">
    <Typography variant="h3" sx={{ mb: 1 }}>
      Only some shoppers
    </Typography>
    <ConditionEditor
      node={props.form.targeting}
      pointer="/targeting"
      room={roomBelowTop}
      problems={props.problems}
      storeCurrency={props.storeCurrency}
      isDisabled={props.isDisabled}
      mayAdd={mayTarget}
      emptyText="Without a condition everybody may take part."
      onChange={(targeting) => props.onChange({ targeting })}
    />
  </Box>
);

export const ShoppersSection = (props: ExperimentSectionProps) => {
  const { form, onChange, problems, isFixed, leastTrafficBasisPoints } = props;
  const isDisabled = props.isDisabled || isFixed;
  return (
    <Panel title="Shoppers" help="Who takes part, and what makes a shopper count.">
      <Stack spacing={2}>
        <Box sx={twoColumns}>
          <DecimalField
            label="Take part"
            value={form.trafficBasisPoints}
            format={percentFormat}
            min={leastTrafficBasisPoints}
            max={10_000}
            unit="%"
            isDisabled={props.isDisabled}
            error={problems.get('/trafficBasisPoints')}
            help={
              isFixed ? 'May still grow; nobody changes their variant.' : 'Of all shoppers; the rest see no variant.'
            }
            onChange={(trafficBasisPoints = 0) => onChange({ trafficBasisPoints })}
          />
          <ChoiceField
            label="Who keeps a variant"
            value={form.unit}
            options={experimentUnits}
            nameOf={(unit) => unitNames[unit]}
            isDisabled={isDisabled}
            help={
              form.unit === 'customer'
                ? 'Guests do not take part; a customer sees one variant on all devices.'
                : 'A shopper who comes back later may see another variant.'
            }
            onChange={(unit) => unit && onChange({ unit })}
          />
        </Box>
        <ChoiceField
          label="Who counts"
          value={form.exposure}
          options={exposuresOf(form.subject)}
          nameOf={(exposure) => exposureNames[exposure]}
          isDisabled={isDisabled}
          error={problems.get('/exposure')}
          help={exposureHelp[form.exposure]}
          onChange={(exposure) => exposure && onChange({ exposure })}
        />
        {form.subject === 'offers' && <Targeting {...props} isDisabled={isDisabled} />}
        <RangeFields {...props} />
      </Stack>
    </Panel>
  );
};
