import type * as z from 'zod';

/**
 * Reads the environment through its schema, once, at cold start.
 * @throws Error naming every variable that is missing or wrong, so that a bad deployment fails at once.
 */
export const loadEnv = <S extends z.ZodObject>(schema: S): z.output<S> => {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`The function's environment does not match its contract: ${faults}`);
};
