import type { KnobValues } from '#core/training/tune-knobs';
import type { TuningReport } from '#core/training/tune-store';

/** What a run tuned for its store. */
export interface ModelTuning extends TuningReport {
  /** Training parameters that differ from the defaults; the next night's search goes on from here. */
  readonly knobs: KnobValues;
}
