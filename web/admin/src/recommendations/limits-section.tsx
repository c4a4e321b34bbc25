import Stack from '@mui/material/Stack';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { SectionProps } from './section-props.ts';

export const LimitsSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel title="Limits">
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
        help="Keeps lists varied. 0 means no limit."
        onChange={(maxPerCategory) => onChange({ maxPerCategory })}
      />
    </Stack>
  </Panel>
);
