import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import { endOfDay, type Pin } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';

const keyOf = (pin: Pin): string => `${pin.sourceProductId ?? ''}|${pin.productId}|${pin.position}`;

const PinRow = ({ pin, onRemove, isDisabled }: { pin: Pin; onRemove: () => void; isDisabled: boolean }) => {
  const { byId } = useProducts();
  const titleOf = (productId: string) => byId.get(productId)?.title ?? productId;
  const title = titleOf(pin.productId);
  const place = pin.sourceProductId === null ? 'beside every product' : `beside ${titleOf(pin.sourceProductId)}`;
  const until = pin.expiresAt ? `, until ${new Date(pin.expiresAt).toLocaleDateString()}` : '';
  return (
    <Stack direction="row" component="li" sx={{ alignItems: 'center', borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          <strong>{title}</strong> at place {pin.position + 1}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {place}
          {until}
        </Typography>
      </Box>
      <IconButton onClick={onRemove} disabled={isDisabled} aria-label={`Unpin ${title}`}>
        <DeleteIcon />
      </IconButton>
    </Stack>
  );
};

const PinForm = ({ onAdd }: { onAdd: (pin: Pin) => void }) => {
  const [productId, setProductId] = useState<string | null>(null);
  const [sourceProductId, setSourceProductId] = useState<string | null>(null);
  const [place, setPlace] = useState(1);
  const [lastDay, setLastDay] = useState('');
  const add = () => {
    if (productId === null) return;
    onAdd({ productId, sourceProductId, position: place - 1, ...(lastDay && { expiresAt: endOfDay(lastDay) }) });
    setProductId(null);
  };
  return (
    <Stack spacing={2}>
      <ProductPicker label="Product to pin" value={productId} onChange={setProductId} />
      <ProductPicker
        label="Beside"
        value={sourceProductId}
        onChange={setSourceProductId}
        help="Leave empty to pin it beside every product."
      />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: 'flex-start' }}>
        <NumberField label="Place in the list" value={place} min={1} max={24} onChange={setPlace} />
        <TextField
          label="Last day"
          type="date"
          value={lastDay}
          onChange={(event) => setLastDay(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          fullWidth
        />
        <Button onClick={add} disabled={productId === null} variant="outlined" sx={{ flex: 'none', height: 40 }}>
          Pin product
        </Button>
      </Stack>
    </Stack>
  );
};

export const PinsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Pinned products" help="Give a product a fixed place, whatever the evidence says.">
    {draft.pins.length > 0 && (
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mb: 3 }}>
        {draft.pins.map((pin) => (
          <PinRow
            key={keyOf(pin)}
            pin={pin}
            isDisabled={isDisabled}
            onRemove={() => onChange({ pins: draft.pins.filter((other) => other !== pin) })}
          />
        ))}
      </Box>
    )}
    {!isDisabled && (
      <PinForm
        onAdd={(pin) => onChange({ pins: [...draft.pins.filter((other) => keyOf(other) !== keyOf(pin)), pin] })}
      />
    )}
  </Panel>
);
