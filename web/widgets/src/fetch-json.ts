const timeoutMs = 2500;

/** Reads JSON without cookies; `undefined` for an error, a slow answer, or one that is no JSON. */
export const fetchJson = async <T>(url: string, gone: AbortSignal): Promise<T | undefined> => {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  gone.addEventListener('abort', abort, { once: true });
  try {
    const response = await fetch(url, { signal: stop.signal, credentials: 'omit' });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', abort);
  }
};
