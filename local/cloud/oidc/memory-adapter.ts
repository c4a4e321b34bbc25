type Payload = Record<string, unknown> & { grantId?: string; uid?: string; userCode?: string; consumed?: number };
type Entry = { readonly payload: Payload; readonly expiresAtMs: number };

/** Storage for the OIDC provider: sessions, codes and refresh tokens live as long as the process. */
export const createMemoryAdapter = () => {
  const entries = new Map<string, Entry>();
  const alive = (entry: Entry | undefined) =>
    entry !== undefined && entry.expiresAtMs > Date.now() ? entry.payload : undefined;
  const findBy = (test: (payload: Payload) => boolean) => [...entries.values()].map(alive).find((it) => it && test(it));

  return (model: string) => {
    const key = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id: string, payload: Payload, lifetimeSeconds?: number) => {
        const expiresAtMs =
          lifetimeSeconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + lifetimeSeconds * 1000;
        entries.set(key(id), { payload, expiresAtMs });
      },
      find: async (id: string) => alive(entries.get(key(id))),
      findByUid: async (uid: string) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (userCode: string) => findBy((payload) => payload.userCode === userCode),
      consume: async (id: string) => {
        const payload = alive(entries.get(key(id)));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id: string) => {
        entries.delete(key(id));
      },
      revokeByGrantId: async (grantId: string) => {
        for (const [id, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(id);
      },
    };
  };
};
