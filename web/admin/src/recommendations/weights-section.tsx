import Stack from '@mui/material/Stack';
import { LabelledSlider } from '../layout/labelled-slider.tsx';
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

export const WeightSliders = (props: {
  weights: Weights;
  isDisabled: boolean;
  onChange: (weights: Weights) => void;
}) => (
  <Stack spacing={1.5}>
    {rows.map(({ name, label, help }) => (
      <LabelledSlider
        key={name}
        label={label}
        help={help}
        value={props.weights[name]}
        valueText={`${shareOf(props.weights, name)}% of the blend`}
        isDisabled={props.isDisabled}
        onChange={(weight) => props.onChange({ ...props.weights, [name]: weight })}
      />
    ))}
  </Stack>
);

export const WeightsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Blend" help="How much each kind of evidence counts. Only the proportions matter.">
    <WeightSliders weights={draft.weights} isDisabled={isDisabled} onChange={(weights) => onChange({ weights })} />
  </Panel>
);
