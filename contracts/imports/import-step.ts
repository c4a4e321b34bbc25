import * as z from 'zod';
import { companyId } from '#contracts/scalars';

/** Input of the import machine and of its steps. */
export const importRunSchema = z.object({
  companyId,
  importId: z.string().min(1),
  dryRun: z.boolean(),
  uploadTag: z.string().min(1),
});

export const groupRowsSchema = importRunSchema.extend({ part: z.string().min(1) });
export const applyChunkSchema = importRunSchema.extend({ chunk: z.string().min(1) });

/** What the machine knows of a step that failed. */
export const failImportSchema = importRunSchema.extend({
  error: z.object({ Error: z.string().default(''), Cause: z.string().default('') }),
});

/** Names of the map states' items: never payloads. */
export interface ImportPlan {
  readonly parts: readonly string[];
  readonly chunks: readonly string[];
}
