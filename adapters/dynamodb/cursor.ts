import { InvalidCursorError } from '#core/ports/store-errors';

/**
 * Opaque list cursor: the table's start key, bound to the company it was given to.
 * The company is part of every key, so a cursor of another company cannot be replayed here.
 */
export const encodeCursor = (scope: string, start: Record<string, unknown> | undefined): string | null =>
  start ? Buffer.from(JSON.stringify([scope, start])).toString('base64url') : null;

/** @throws InvalidCursorError when the text was not given by this list for this scope. */
export const decodeCursor = (scope: string, cursor: string | undefined): Record<string, unknown> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const [owner, start] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (owner === scope && typeof start === 'object' && start !== null) return start;
  } catch {
    // Falls through: text that does not decode is as wrong as a foreign cursor.
  }
  throw new InvalidCursorError();
};
