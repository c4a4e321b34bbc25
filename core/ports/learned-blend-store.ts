import type { LearnedBlend } from '#core/ranking/learned/learned-blend';

/** What a store's blend learned, by model version; goes with the version's popularity lists. */
export interface LearnedBlendStore {
  get(companyId: string, modelVersion: string): Promise<LearnedBlend | undefined>;
  put(companyId: string, modelVersion: string, learned: LearnedBlend): Promise<void>;
}
