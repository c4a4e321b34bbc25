import type * as z from 'zod';
import type { modelSchema } from '#contracts/api/models';
import type { Model } from '#core/models/model';

/** A model as its contract shows it. */
export const toModelBody = ({
  companyId: _companyId,
  decision,
  metrics,
  tuning = null,
  ...model
}: Model): z.input<typeof modelSchema> => ({
  ...model,
  metrics: { ...metrics },
  tuning: tuning && { ...tuning, knobs: { ...tuning.knobs }, blend: [...tuning.blend] },
  counts: { ...model.counts },
  durations: { ...model.durations },
  decision: decision && { accepted: decision.accepted, reasons: [...decision.reasons] },
});
