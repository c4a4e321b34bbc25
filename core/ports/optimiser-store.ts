import type { OptimiserStep } from '#core/optimiser/next-step';
import type { OptimiserState, PlacementState } from '#core/optimiser/optimiser-settings';
import type { Page, PageRequest } from '#core/ports/page';
import type { Placement } from '#core/recommend/recommendation-request';

/** The shares that optimisations have come to, and what each of their steps knew and decided. */
export interface OptimiserStore {
  state(companyId: string): Promise<{ readonly state: OptimiserState; readonly version: number }>;
  /**
   * Puts the shares of a placement in force together with the record of the step.
   * @throws VersionConflictError when another step was faster
   */
  take(companyId: string, step: OptimiserStep, state: PlacementState, expectedVersion: number): Promise<void>;
  /** Newest first. */
  steps(companyId: string, placement: Placement, page: PageRequest): Promise<Page<OptimiserStep>>;
}
