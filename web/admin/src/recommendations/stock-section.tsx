import Stack from '@mui/material/Stack';
import { LabelledSlider } from '../layout/labelled-slider.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import { percent } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';

const marginMarks = [
  { value: 0, label: 'Relevance' },
  { value: 1, label: 'Margin' },
];

const MarginSliders = ({ draft, onChange, isDisabled }: SectionProps) => (
  <>
    <LabelledSlider
      label="What decides among relevant products"
      help="Further right, products that earn you more move up. Products without a known cost count as average."
      value={draft.marginWeight}
      valueText={`${percent(draft.marginWeight)} margin`}
      marks={marginMarks}
      isDisabled={isDisabled}
      onChange={(marginWeight) => onChange({ marginWeight })}
    />
    <LabelledSlider
      label="Relevance to give up at most"
      help="However far right margin and stock stand, a list never loses more of its relevance than this. The preview shows what it costs and what it earns."
      value={draft.relevanceGuardrail}
      valueText={percent(draft.relevanceGuardrail)}
      max={0.5}
      step={0.01}
      isDisabled={isDisabled}
      onChange={(relevanceGuardrail) => onChange({ relevanceGuardrail })}
    />
  </>
);

export const StockSection = (section: SectionProps) => {
  const { draft, onChange, isDisabled } = section;
  return (
    <Panel title="Stock and margin">
      <Stack spacing={3}>
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2}>
          <NumberField
            label="Stop at this stock"
            value={draft.stockThreshold}
            min={0}
            max={1_000_000}
            isDisabled={isDisabled}
            help="Products with this many units or fewer are not recommended."
            onChange={(stockThreshold) => onChange({ stockThreshold })}
          />
          <NumberField
            label="Nearly sold out at this stock"
            value={draft.lowStockThreshold}
            min={0}
            max={1_000_000}
            isDisabled={isDisabled}
            help="Products with this many units or fewer move down, as far as you say below."
            onChange={(lowStockThreshold) => onChange({ lowStockThreshold })}
          />
        </Stack>
        <LabelledSlider
          label="How far nearly sold out products move down"
          help="Keeps the last units for shoppers who look for them."
          value={draft.lowStockDemotion}
          valueText={draft.lowStockDemotion === 0 ? 'not at all' : percent(draft.lowStockDemotion)}
          isDisabled={isDisabled}
          onChange={(lowStockDemotion) => onChange({ lowStockDemotion })}
        />
        <MarginSliders {...section} />
      </Stack>
    </Panel>
  );
};
