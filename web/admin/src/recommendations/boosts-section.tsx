import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Panel } from '../layout/panel.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import { type Boost, endOfDay } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';
import { useCatalogNames } from './use-catalog-names.ts';

const kindNames: Readonly<Record<Boost['kind'], string>> = { product: 'Product', category: 'Category', brand: 'Brand' };

const strengths: readonly { readonly factor: number; readonly label: string }[] = [
  { factor: 4, label: 'Much higher' },
  { factor: 2, label: 'Higher' },
  { factor: 1.25, label: 'A little higher' },
  { factor: 0.8, label: 'A little lower' },
  { factor: 0.5, label: 'Lower' },
  { factor: 0.25, label: 'Much lower' },
];

const strengthOf = (factor: number): string => {
  const known = strengths.find((one) => one.factor === factor);
  return known ? known.label.toLowerCase() : `${factor} times the score`;
};

const keyOf = ({ kind, value }: Boost): string => `${kind}|${value}`;

const BoostRow = (props: { boost: Boost; isDisabled: boolean; onRemove: () => void }) => {
  const { byId } = useProducts();
  const { kind, value, factor, expiresAt } = props.boost;
  const name = kind === 'product' ? (byId.get(value)?.title ?? value) : value;
  const until = expiresAt ? `, until ${new Date(expiresAt).toLocaleDateString()}` : '';
  return (
    <Stack direction="row" component="li" sx={{ alignItems: 'center', borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          <strong>{name}</strong> ranks {strengthOf(factor)}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {kindNames[kind]}
          {until}
        </Typography>
      </Box>
      <IconButton onClick={props.onRemove} disabled={props.isDisabled} aria-label={`Remove the boost of ${name}`}>
        <DeleteIcon />
      </IconButton>
    </Stack>
  );
};

const ValuePicker = (props: {
  kind: Boost['kind'];
  value: string | null;
  onChange: (value: string | null) => void;
}) => {
  const { categories, brands } = useCatalogNames();
  const { kind, value, onChange } = props;
  if (kind === 'product') return <ProductPicker label="Product to boost" value={value} onChange={onChange} />;
  return (
    <Autocomplete
      fullWidth
      options={kind === 'category' ? categories : brands}
      value={value}
      onChange={(_, chosen) => onChange(chosen)}
      noOptionsText={kind === 'category' ? 'No category found' : 'No brand found'}
      renderInput={(params) => <TextField {...params} label={`${kindNames[kind]} to boost`} />}
    />
  );
};

const BoostForm = ({ onAdd }: { onAdd: (boost: Boost) => void }) => {
  const [kind, setKind] = useState<Boost['kind']>('category');
  const [value, setValue] = useState<string | null>(null);
  const [factor, setFactor] = useState(2);
  const [lastDay, setLastDay] = useState('');
  const add = () => {
    if (value === null) return;
    onAdd({ kind, value, factor, ...(lastDay && { expiresAt: endOfDay(lastDay) }) });
    setValue(null);
  };
  return (
    <Stack spacing={2}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <TextField
          select
          label="What"
          value={kind}
          sx={{ minWidth: { sm: 140 } }}
          onChange={(event) => {
            setKind(event.target.value as Boost['kind']);
            setValue(null);
          }}
        >
          {Object.entries(kindNames).map(([name, label]) => (
            <MenuItem key={name} value={name}>
              {label}
            </MenuItem>
          ))}
        </TextField>
        <ValuePicker key={kind} kind={kind} value={value} onChange={setValue} />
      </Stack>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: 'flex-start' }}>
        <TextField
          select
          fullWidth
          label="Ranks"
          value={factor}
          onChange={(event) => setFactor(Number(event.target.value))}
        >
          {strengths.map((one) => (
            <MenuItem key={one.factor} value={one.factor}>
              {one.label}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="Last day of the boost"
          type="date"
          value={lastDay}
          onChange={(event) => setLastDay(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
          fullWidth
        />
        <Button onClick={add} disabled={value === null} variant="outlined" sx={{ flex: 'none', height: 40 }}>
          Add boost
        </Button>
      </Stack>
    </Stack>
  );
};

export const BoostsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel
    title="Boosts"
    help="Rank a product, a category or a brand higher or lower wherever it is relevant. What is not relevant stays out."
  >
    {draft.boosts.length > 0 && (
      <Box component="ul" aria-label="Boosts" sx={{ listStyle: 'none', p: 0, m: 0, mb: 3 }}>
        {draft.boosts.map((boost) => (
          <BoostRow
            key={keyOf(boost)}
            boost={boost}
            isDisabled={isDisabled}
            onRemove={() => onChange({ boosts: draft.boosts.filter((other) => other !== boost) })}
          />
        ))}
      </Box>
    )}
    {!isDisabled && (
      <BoostForm
        onAdd={(boost) =>
          onChange({ boosts: [...draft.boosts.filter((other) => keyOf(other) !== keyOf(boost)), boost] })
        }
      />
    )}
  </Panel>
);
