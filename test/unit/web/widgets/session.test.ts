import { resolveSessionId, type SessionStore } from '../../../../web/widgets/src/session.ts';

const memoryStore = (): SessionStore & { readonly entries: Map<string, string> } => {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
};

const ids = (): (() => string) => {
  let count = 0;
  return () => `fresh-id-${++count}`;
};

describe('resolveSessionId', () => {
  it('keeps one id over pages', () => {
    const store = memoryStore();
    const freshId = ids();
    expect(resolveSessionId(store, {}, freshId)).toBe('fresh-id-1');
    expect(resolveSessionId(store, { analytics: true }, freshId)).toBe('fresh-id-1');
  });

  it('stores nothing and forgets what was stored when analytics is refused', () => {
    const store = memoryStore();
    resolveSessionId(store, {}, ids());
    resolveSessionId(store, { analytics: false }, ids());
    expect(store.entries.size).toBe(0);
  });

  it('replaces a stored value that is no id', () => {
    const store = memoryStore();
    resolveSessionId(store, {}, ids());
    for (const key of store.entries.keys()) store.entries.set(key, '<script>');
    expect(resolveSessionId(store, {}, () => 'another-id')).toBe('another-id');
  });

  it('works without storage and with one that throws', () => {
    const throws = () => {
      throw new Error('blocked');
    };
    const blocked: SessionStore = { getItem: throws, setItem: throws, removeItem: throws };
    expect(resolveSessionId(undefined, {}, () => 'an-id-of-page')).toBe('an-id-of-page');
    expect(resolveSessionId(blocked, {}, () => 'an-id-of-page')).toBe('an-id-of-page');
    expect(resolveSessionId(blocked, { analytics: false }, () => 'an-id-of-page')).toBe('an-id-of-page');
  });
});
