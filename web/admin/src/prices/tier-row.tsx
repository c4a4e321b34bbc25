import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { bulkDiscountTypes } from '../../../../core/pricing/bulk-tier.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { moneyFormat, percentFormat } from '../fields/number-formats.ts';
import { ZonedTimeField } from '../fields/zoned-time-field.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { choiceName } from '../upsell/words.ts';
import type { TierRow } from './tier-form.ts';

interface TierRowProps {
  readonly row: TierRow;
  /** What a unit costs from here on, in words. */
  readonly example: string;
  readonly remarks: readonly { readonly message: string; readonly isFault: boolean }[];
  readonly currency: string;
  readonly timeZone: string;
  readonly isDisabled: boolean;
  readonly onChange: (row: TierRow) => void;
  readonly onRemove: () => void;
}

const Details = ({ row, timeZone, isDisabled, onChange }: TierRowProps) => (
  <Box component="details">
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      For whom and when
    </Typography>
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, pt: 2 }}>
      <ZonedTimeField
        label="From"
        value={row.validFrom}
        timeZone={timeZone}
        isDisabled={isDisabled}
        help={`Time in ${timeZone}. Empty: at once.`}
        onChange={(validFrom) => onChange({ ...row, validFrom })}
      />
      <ZonedTimeField
        label="Until"
        value={row.validUntil}
        timeZone={timeZone}
        isDisabled={isDisabled}
        help="Empty: for good."
        onChange={(validUntil) => onChange({ ...row, validUntil })}
      />
      <TextField
        label="Only for the segment"
        value={row.customerGroup ?? ''}
        disabled={isDisabled}
        helperText="Such as vip. Empty: everybody."
        onChange={({ target }) => onChange({ ...row, customerGroup: target.value || undefined })}
      />
      <TextField
        label="Mix and match"
        value={row.mixGroup ?? ''}
        disabled={isDisabled}
        helperText="Products with the same word count together."
        onChange={({ target }) => onChange({ ...row, mixGroup: target.value || undefined })}
      />
      <FormControlLabel
        label={row.enabled ? 'On' : 'Off'}
        disabled={isDisabled}
        control={<Switch checked={row.enabled} onChange={(_, enabled) => onChange({ ...row, enabled })} />}
      />
    </Box>
  </Box>
);

/** One step of a quantity discount. */
export const TierRowFields = (props: TierRowProps) => {
  const { row, currency, isDisabled, onChange } = props;
  const isShare = row.type === 'PERCENTAGE';
  const choose = (type = row.type) =>
    onChange({ ...row, type, value: undefined, currency: type === 'PERCENTAGE' ? undefined : currency });
  return (
    <Box
      component="li"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 2, p: { xs: 1.5, sm: 2 }, bgcolor: 'background.default' }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
        <Box
          sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '7rem 1fr 1fr' } }}
        >
          <NumberField
            label="From units"
            value={row.minQuantity}
            min={1}
            max={1_000_000}
            isDisabled={isDisabled}
            onChange={(minQuantity) => onChange({ ...row, minQuantity })}
          />
          <ChoiceField
            label="Discount"
            value={row.type}
            options={bulkDiscountTypes}
            nameOf={choiceName}
            isDisabled={isDisabled}
            onChange={choose}
          />
          <DecimalField
            label={isShare ? 'Off each unit' : choiceName(row.type)}
            value={row.value}
            format={isShare ? percentFormat : moneyFormat(row.currency ?? currency)}
            min={isShare ? 1 : 0}
            max={isShare ? 10_000 : 1_000_000_000_000}
            unit={isShare ? '%' : (row.currency ?? currency)}
            isDisabled={isDisabled}
            onChange={(value) => onChange({ ...row, value })}
          />
        </Box>
        {!isDisabled && (
          <IconButton aria-label={`Remove the price from ${row.minQuantity} units`} onClick={props.onRemove}>
            <DeleteIcon />
          </IconButton>
        )}
      </Stack>
      <Typography variant="body2" sx={{ my: 1, fontVariantNumeric: 'tabular-nums' }}>
        {props.example}
      </Typography>
      {props.remarks.map(({ message, isFault }) => (
        <Alert key={message} severity={isFault ? 'error' : 'warning'} sx={{ mb: 1 }}>
          {message}
        </Alert>
      ))}
      <Details {...props} />
    </Box>
  );
};
