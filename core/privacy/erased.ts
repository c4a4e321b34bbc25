/**
 * What is remembered of erased people, so that nothing which is still on its way brings them back: a keyed hash of each
 * customer and session, for 35 days. That is longer than an event may be late (7 days), wait in the stream (12 hours) or
 * in quarantine (30 days), an uploaded file be kept (30 days), and a backup reach back (35 days).
 */
import { createHmac } from 'node:crypto';
import { type Identified, type NamedIds, namesPerson } from '#core/privacy/person';

export const rememberErasedDays = 35;

/** 128 bits of an HMAC-SHA256: nobody without the company's salt can try ids. */
export const personHash = (salt: string, kind: 'customer' | 'session', id: string): string =>
  createHmac('sha256', salt).update(`${kind}\n${id}`).digest('base64url').slice(0, 22);

/** Erased customers and sessions among those that were asked about. */
export type Erased = NamedIds;

/** Whether a record belongs to somebody who was erased. */
export const isOfErased = ({ customerId, sessionId }: Identified, erased: Erased): boolean =>
  customerId === undefined
    ? sessionId !== undefined && erased.sessionIds.has(sessionId)
    : erased.customerIds.has(customerId);

/** As `isOfErased`, for records of a shape that nobody checked. */
export const namesErased = (value: unknown, { customerIds, sessionIds }: Erased): boolean =>
  [...customerIds].some((customerId) => namesPerson(value, { customerId, sessionIds })) ||
  (customerIds.size === 0 && sessionIds.size > 0 && namesPerson(value, { customerId: '', sessionIds }));
