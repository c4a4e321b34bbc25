import type { Problems } from '../upsell/rule-form.ts';
import type { ExperimentForm } from './experiment-form.ts';

/** What every section of an experiment's form works on. */
export interface ExperimentSectionProps {
  readonly form: ExperimentForm;
  readonly onChange: (change: Partial<ExperimentForm>) => void;
  readonly problems: Problems;
  readonly storeCurrency: string;
  readonly isDisabled: boolean;
  /** It has been started: what decides who sees what may no longer change. */
  readonly isFixed: boolean;
  /** Before the start 0; afterwards the share may only grow. */
  readonly leastTrafficBasisPoints: number;
}
