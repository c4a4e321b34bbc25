import Stack from '@mui/material/Stack';
import { LabelledSlider } from '../layout/labelled-slider.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import { percent } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';

const varietyMarks = [
  { value: 0, label: 'Relevance' },
  { value: 1, label: 'Variety' },
];

export const LimitsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Length and variety">
    <Stack spacing={3}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
        <NumberField
          label="Products in a list"
          value={draft.defaultLimit}
          min={1}
          max={24}
          isDisabled={isDisabled}
          help="When the page does not ask for a number itself."
          onChange={(defaultLimit) => onChange({ defaultLimit })}
        />
        <NumberField
          label="Most of one category"
          value={draft.maxPerCategory}
          min={0}
          max={24}
          isDisabled={isDisabled}
          help="A fixed limit in every list. 0 means no limit."
          onChange={(maxPerCategory) => onChange({ maxPerCategory })}
        />
      </Stack>
      <LabelledSlider
        label="Variety beside a product"
        help="Further right, products of another category, brand and name come before more of the same. A little finds more of what shoppers buy."
        value={draft.diversity}
        valueText={percent(draft.diversity)}
        marks={varietyMarks}
        isDisabled={isDisabled}
        onChange={(diversity) => onChange({ diversity })}
      />
      <LabelledSlider
        label="Places that try something new"
        help="How often a place shows a product from further down, so that you learn what shoppers would choose there. 0% shows the best known list to everybody."
        value={draft.explorationShare}
        valueText={percent(draft.explorationShare)}
        max={0.5}
        step={0.01}
        isDisabled={isDisabled}
        onChange={(explorationShare) => onChange({ explorationShare })}
      />
    </Stack>
  </Panel>
);
