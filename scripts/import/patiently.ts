import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '#scripts/api-client';

const mostFailures = 20;
const pauseMs = 1_000;

/** A job goes on while nobody can ask for it: asks again when the API has a bad moment. */
export const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      const isPassing = error instanceof ApiError && error.status >= 500;
      if (!isPassing || failures >= mostFailures) throw error;
      await sleep(pauseMs);
    }
  }
};
