import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat } from '../fields/number-formats.ts';
import { formatShare } from '../layout/format.ts';
import { Panel } from '../layout/panel.tsx';
import { evenly, mostVariants, shareOf, type VariantRow, withOneMore } from './experiment-form.ts';
import type { ExperimentSectionProps } from './section-props.ts';
import { TreatmentFields } from './treatment-fields.tsx';

const VariantFields = (
  props: ExperimentSectionProps & { row: VariantRow; index: number; onRow: (row: VariantRow | undefined) => void },
) => {
  const { row, index, form, problems, onRow } = props;
  const isDisabled = props.isDisabled || props.isFixed;
  const sum = form.variants.reduce((total, { weight = 0 }) => total + weight, 0);
  return (
    <Box
      component="li"
      sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr) 40px', alignItems: 'start' }}
    >
      <TextField
        label={index === 0 ? 'As it is now' : `Variant ${index + 1}`}
        value={row.variant}
        disabled={isDisabled}
        error={problems.has(`/variants/${index}/variant`)}
        helperText={problems.get(`/variants/${index}/variant`)}
        slotProps={{ htmlInput: { maxLength: 60 } }}
        onChange={({ target }) => onRow({ ...row, variant: target.value })}
      />
      <DecimalField
        label="Share"
        value={row.weight}
        format={percentFormat}
        min={0}
        max={10_000}
        unit="%"
        isDisabled={isDisabled}
        error={problems.get(`/variants/${index}/weight`)}
        help={sum === 10_000 ? undefined : `Makes ${formatShare(shareOf(row, form.variants))}`}
        onChange={(weight) => onRow({ ...row, weight })}
      />
      {!isDisabled && form.variants.length > 2 && (
        <IconButton aria-label={`Remove variant ${row.variant}`} onClick={() => onRow(undefined)}>
          <DeleteIcon />
        </IconButton>
      )}
      {form.subject === 'recommendations' && (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <TreatmentFields
            variant={row.variant}
            treatment={row.treatment}
            isDisabled={isDisabled}
            onChange={(treatment) => onRow({ ...row, treatment })}
          />
        </Box>
      )}
    </Box>
  );
};

export const VariantsSection = (props: ExperimentSectionProps) => {
  const { form, onChange, problems } = props;
  const isDisabled = props.isDisabled || props.isFixed;
  const replace = (index: number, row: VariantRow | undefined) =>
    onChange({ variants: form.variants.flatMap((one, at) => (at === index ? (row ?? []) : one)) });
  const problem = problems.get('/variants');
  return (
    <Panel
      title="Variants"
      help={`What shoppers are dealt to. The first is what the others are compared with${form.subject === 'offers' ? '; what each shows is said by your rules' : ''}.`}
    >
      <Stack component="ul" spacing={2} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {form.variants.map((row, index) => (
          <VariantFields
            key={row.key}
            {...props}
            row={row}
            index={index}
            onRow={(changed) => replace(index, changed)}
          />
        ))}
      </Stack>
      {problem && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {problem}
        </Alert>
      )}
      {!isDisabled && (
        <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 2, flexWrap: 'wrap' }}>
          <Button
            size="small"
            startIcon={<AddIcon />}
            disabled={form.variants.length >= mostVariants}
            onClick={() => onChange({ variants: withOneMore(form.variants) })}
          >
            Add a variant
          </Button>
          <Button size="small" onClick={() => onChange({ variants: evenly(form.variants) })}>
            Share evenly
          </Button>
        </Stack>
      )}
    </Panel>
  );
};
