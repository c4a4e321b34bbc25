import Box from '@mui/material/Box';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { Panel } from '../layout/panel.tsx';
import { shareOf, type Weights } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';

const rows: readonly { name: keyof Weights; label: string; help: string }[] = [
  { name: 'bought-together', label: 'Bought together', help: 'Products that end up in the same order.' },
  { name: 'also-bought', label: 'Also bought', help: 'Products that the same customers buy, at any time.' },
  { name: 'also-viewed', label: 'Also viewed', help: 'Products that shoppers look at in the same visit.' },
  {
    name: 'similar',
    label: 'Similar',
    help: 'Products alike in title, category, brand and price. Works without any sales.',
  },
  { name: 'popularity', label: 'Popular', help: 'Best sellers of the category and of the store.' },
];

const WeightRow = (props: {
  row: (typeof rows)[number];
  weights: Weights;
  isDisabled: boolean;
  onChange: (weight: number) => void;
}) => {
  const id = useId();
  const { name, label, help } = props.row;
  const share = shareOf(props.weights, name);
  return (
    <Box>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'baseline' }}>
        <Typography id={id} variant="h3" component="span">
          {label}
        </Typography>
        <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {share}%
        </Typography>
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {help}
      </Typography>
      <Box sx={{ px: 1 }}>
        <Slider
          aria-labelledby={id}
          value={props.weights[name]}
          min={0}
          max={1}
          step={0.05}
          disabled={props.isDisabled}
          getAriaValueText={() => `${share} percent of the blend`}
          onChange={(_, weight) => props.onChange(weight as number)}
        />
      </Box>
    </Box>
  );
};

export const WeightsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Blend" help="How much each kind of evidence counts. Only the proportions matter.">
    <Stack spacing={1.5}>
      {rows.map((row) => (
        <WeightRow
          key={row.name}
          row={row}
          weights={draft.weights}
          isDisabled={isDisabled}
          onChange={(weight) => onChange({ weights: { ...draft.weights, [row.name]: weight } })}
        />
      ))}
    </Stack>
  </Panel>
);
