import type { ErasedPeople } from '#core/ports/erased-people';

export interface MemoryErasedPeople extends ErasedPeople {
  readonly customerIds: Set<string>;
  readonly sessionIds: Set<string>;
}

/** Erased people of one company, in memory. */
export const memoryErasedPeople = (): MemoryErasedPeople => {
  const [customerIds, sessionIds] = [new Set<string>(), new Set<string>()];
  return {
    customerIds,
    sessionIds,
    among: async (_companyId, ids) => ({
      customerIds: new Set([...ids.customerIds].filter((id) => customerIds.has(id))),
      sessionIds: new Set([...ids.sessionIds].filter((id) => sessionIds.has(id))),
    }),
    remember: async (_companyId, ids) => {
      for (const id of ids.customerIds) customerIds.add(id);
      for (const id of ids.sessionIds) sessionIds.add(id);
    },
    subjectOf: async (companyId, customerId) => `hash:${companyId}:${customerId.length}`,
  };
};
