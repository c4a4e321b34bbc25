import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { devices } from '../../../../core/carts/cart.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ZonedTimeField } from '../fields/zoned-time-field.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import type { SampleCart } from './use-trace.ts';
import { choiceName } from './words.ts';

/** A cart to try a rule on, while it is put together. */
export interface SampleForm {
  readonly lines: readonly { readonly key: string; readonly productId: string | null; readonly quantity: number }[];
  readonly customerId: string;
  readonly country: string;
  readonly device: (typeof devices)[number] | undefined;
  readonly coupon: string;
  /** ISO-8601 UTC; now when absent. */
  readonly at: string | undefined;
}

export const newLine = (productId: string | null = null): SampleForm['lines'][number] => ({
  key: crypto.randomUUID(),
  productId,
  quantity: 1,
});

export const sampleCartOf = (form: SampleForm): SampleCart => ({
  lines: form.lines.flatMap(({ productId, quantity }) => (productId === null ? [] : [{ productId, quantity }])),
  ...(form.customerId.trim() && { customerId: form.customerId.trim() }),
  ...(form.coupon.trim() && { couponCodes: [form.coupon.trim()] }),
  context: {
    ...(form.device && { device: form.device }),
    ...(/^[A-Z]{2}$/.test(form.country) && { country: form.country }),
  },
});

const Lines = ({ form, onChange }: { form: SampleForm; onChange: (change: Partial<SampleForm>) => void }) => {
  const change = (key: string, line: Partial<SampleForm['lines'][number]> | undefined) =>
    onChange({ lines: form.lines.flatMap((one) => (one.key === key ? (line ? { ...one, ...line } : []) : one)) });
  return (
    <Stack spacing={1.5}>
      {form.lines.map(({ key, productId, quantity }) => (
        <Stack key={key} direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
          <ProductPicker label="Product" value={productId} onChange={(chosen) => change(key, { productId: chosen })} />
          <Box sx={{ width: 88, flex: 'none' }}>
            <NumberField
              label="Units"
              value={quantity}
              min={1}
              max={1_000_000}
              onChange={(units) => change(key, { quantity: units })}
            />
          </Box>
          <IconButton aria-label="Remove this product" onClick={() => change(key, undefined)} sx={{ flex: 'none' }}>
            <DeleteIcon />
          </IconButton>
        </Stack>
      ))}
      <Box>
        <Button size="small" startIcon={<AddIcon />} onClick={() => onChange({ lines: [...form.lines, newLine()] })}>
          Add a product
        </Button>
      </Box>
    </Stack>
  );
};

const Shopper = (props: { form: SampleForm; timeZone: string; onChange: (change: Partial<SampleForm>) => void }) => {
  const { form, onChange } = props;
  return (
    <Box component="details">
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600, mb: 1.5 }}>
        Shopper and time
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 1fr', pt: 1 }}>
        <TextField
          label="Customer id"
          value={form.customerId}
          helperText="Empty: somebody new."
          onChange={({ target }) => onChange({ customerId: target.value })}
        />
        <TextField
          label="Country"
          value={form.country}
          helperText="Code such as DE."
          slotProps={{ htmlInput: { maxLength: 2 } }}
          onChange={({ target }) => onChange({ country: target.value.toUpperCase() })}
        />
        <ChoiceField
          label="Device"
          value={form.device ?? ''}
          options={devices}
          nameOf={choiceName}
          isOptional
          onChange={(device) => onChange({ device })}
        />
        <TextField
          label="Coupon code"
          value={form.coupon}
          onChange={({ target }) => onChange({ coupon: target.value })}
        />
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ZonedTimeField
            label="Date and time"
            value={form.at}
            timeZone={props.timeZone}
            help={`Time in ${props.timeZone}. Empty: now.`}
            onChange={(at) => onChange({ at })}
          />
        </Box>
      </Box>
    </Box>
  );
};

export const SampleCartFields = (props: {
  form: SampleForm;
  timeZone: string;
  onChange: (change: Partial<SampleForm>) => void;
}) => (
  <Stack spacing={1.5}>
    <Lines {...props} />
    <Shopper {...props} />
  </Stack>
);
