import type { OptimiserStep } from '#core/optimiser/next-step';
import type { OptimiserState } from '#core/optimiser/optimiser-settings';
import type { OptimiserStore } from '#core/ports/optimiser-store';
import { VersionConflictError } from '#core/ports/store-errors';

/** Shares and steps in memory; pages are whole. */
export const memoryOptimiserStore = (): OptimiserStore => {
  const states = new Map<string, { state: OptimiserState; version: number }>();
  const taken = new Map<string, OptimiserStep[]>();
  const known = (companyId: string) => states.get(companyId) ?? { state: {}, version: 0 };
  return {
    state: async (companyId) => known(companyId),
    take: async (companyId, step, state, expectedVersion) => {
      const { state: before, version } = known(companyId);
      if (version !== expectedVersion) throw new VersionConflictError('The optimisation');
      states.set(companyId, { state: { ...before, [step.placement]: state }, version: version + 1 });
      taken.set(companyId, [step, ...(taken.get(companyId) ?? [])]);
    },
    steps: async (companyId, placement) => ({
      data: (taken.get(companyId) ?? []).filter((step) => step.placement === placement),
      nextCursor: null,
    }),
  };
};
