import Box from '@mui/material/Box';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { SectionProps } from './section-props.ts';

const marks = [
  { value: 0, label: 'Relevance' },
  { value: 1, label: 'Margin' },
];

export const StockSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Stock and margin">
    <Stack spacing={3}>
      <Box sx={{ maxWidth: { sm: '50%' } }}>
        <NumberField
          label="Stop at this stock"
          value={draft.stockThreshold}
          min={0}
          max={1_000_000}
          isDisabled={isDisabled}
          help="Products with this many units or fewer are not recommended."
          onChange={(stockThreshold) => onChange({ stockThreshold })}
        />
      </Box>
      <Box>
        <Typography variant="h3" component="span" id="margin-weight">
          What decides among relevant products
        </Typography>
        <Typography variant="body2" color="textSecondary">
          Further right, products that earn you more move up. Products without a known cost keep their place.
        </Typography>
        <Box sx={{ px: 4 }}>
          <Slider
            aria-labelledby="margin-weight"
            value={draft.marginWeight}
            min={0}
            max={1}
            step={0.05}
            marks={marks}
            disabled={isDisabled}
            getAriaValueText={(weight) => `${Math.round(weight * 100)} percent margin`}
            onChange={(_, marginWeight) => onChange({ marginWeight: marginWeight as number })}
          />
        </Box>
      </Box>
    </Stack>
  </Panel>
);
