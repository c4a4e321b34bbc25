import type { PopularityList } from '#core/recommend/popularity-list';
import type { PopularityKind } from '#core/recommend/relation';

export interface PopularityKey {
  readonly kind: PopularityKind;
  /** Category key, or `''` for the whole store. */
  readonly category: string;
}

/** Popular and trending lists by model version. */
export interface PopularityStore {
  /** In no particular order; absent ones are left out. Distinct keys. */
  getMany(companyId: string, modelVersion: string, lists: readonly PopularityKey[]): Promise<PopularityList[]>;
  /** Writes or overwrites; distinct kinds and categories. */
  putAll(companyId: string, modelVersion: string, lists: readonly PopularityList[]): Promise<void>;
  deleteAll(companyId: string, modelVersion: string): Promise<void>;
}
