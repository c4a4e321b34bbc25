import { Panel } from '../layout/panel.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { roomBelowTop } from './condition-form.ts';
import type { RuleSectionProps } from './section-props.ts';

export const ConditionsSection = ({ form, onChange, ...shared }: RuleSectionProps) => (
  <Panel title="When" help="Which carts and shoppers get the offer.">
    <ConditionEditor
      {...shared}
      node={form.conditions}
      pointer="/conditions"
      emptyText="Without a condition the offer is made to every cart."
      room={roomBelowTop}
      onChange={(conditions) => onChange({ conditions })}
    />
  </Panel>
);
