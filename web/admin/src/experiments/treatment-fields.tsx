import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import type { ListTreatment } from '../../../../core/experiments/experiment.ts';
import { defaultRecommendationConfig } from '../../../../core/recommend/recommendation-config.ts';
import { placements } from '../../../../core/recommend/recommendation-request.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat, wholeFormat } from '../fields/number-formats.ts';
import { WeightSliders } from '../recommendations/weights-section.tsx';
import { withTreatment } from './experiment-form.ts';
import { placementNames } from './words.ts';

interface TreatmentFieldsProps {
  readonly variant: string;
  readonly treatment: ListTreatment;
  readonly isDisabled: boolean;
  readonly onChange: (treatment: ListTreatment) => void;
}

const ShownList = ({ treatment, isDisabled, onChange }: TreatmentFieldsProps) => {
  const change = (members: Partial<ListTreatment>) => onChange(withTreatment(treatment, members));
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: 'repeat(3, minmax(0, 1fr))' } }}>
        <ChoiceField
          label="List in its place"
          value={treatment.list ?? ''}
          options={placements}
          nameOf={(placement) => placementNames[placement] ?? placement}
          isOptional
          isDisabled={isDisabled}
          help="None: the same list."
          onChange={(list) => change({ list })}
        />
        <DecimalField
          label="Products shown"
          value={treatment.limit}
          format={wholeFormat}
          min={1}
          max={24}
          isDisabled={isDisabled}
          help="Empty: as the page asks."
          onChange={(limit) => change({ limit })}
        />
        <DecimalField
          label="Variety"
          value={treatment.diversity === undefined ? undefined : Math.round(treatment.diversity * 10_000)}
          format={percentFormat}
          min={0}
          max={10_000}
          unit="%"
          isDisabled={isDisabled}
          help="Empty: as it is set."
          onChange={(share) => change({ diversity: share === undefined ? undefined : share / 10_000 })}
        />
      </Box>
      <Box sx={{ maxWidth: { sm: 320 } }}>
        <ChoiceField
          label="Reasons written by AI"
          value={treatment.languageModel === undefined ? '' : treatment.languageModel ? 'on' : 'off'}
          options={['on', 'off']}
          nameOf={(choice) => (choice === 'on' ? 'May be shown' : 'Never shown')}
          isOptional
          isDisabled={isDisabled}
          help="None: as it is set."
          onChange={(choice) => change({ languageModel: choice === undefined ? undefined : choice === 'on' })}
        />
      </Box>
      <FormControlLabel
        label="Its own blend"
        disabled={isDisabled}
        control={
          <Switch
            checked={treatment.weights !== undefined}
            onChange={(_, isOn) => change({ weights: isOn ? defaultRecommendationConfig.weights : undefined })}
          />
        }
      />
      {treatment.weights && (
        <WeightSliders
          weights={treatment.weights}
          isDisabled={isDisabled}
          onChange={(weights) => change({ weights })}
        />
      )}
    </>
  );
};

/** How the list of one variant differs from the store's own. */
export const TreatmentFields = (props: TreatmentFieldsProps) => {
  const { treatment, variant } = props;
  const isSame = Object.keys(treatment).length === 0;
  return (
    <Box component="details" open={!isSame || undefined} sx={{ pb: 1 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
        {isSame ? `${variant} shows your list as it is` : `${variant} shows another list`}
      </Typography>
      <Stack spacing={1.5} sx={{ mt: 1.5 }}>
        <FormControlLabel
          label="Show no list at all"
          disabled={props.isDisabled}
          control={
            <Switch
              checked={treatment.isHidden ?? false}
              onChange={(_, isHidden) => props.onChange(isHidden ? { isHidden } : {})}
            />
          }
        />
        {!treatment.isHidden && <ShownList {...props} />}
      </Stack>
    </Box>
  );
};
