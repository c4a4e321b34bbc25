import { createHash } from 'node:crypto';

const sortedMembers = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** 128-bit digest of plain data; the order of an object's members does not matter. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content, sortedMembers)).digest('base64url').slice(0, 22);
