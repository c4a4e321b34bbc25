/**
 * Whose a record is. A record that names a customer is that customer's; one that names only a session belongs to whoever
 * was signed in during it. So what a second customer did in a shared session stays the second customer's.
 */

/** A customer and the sessions in which the customer was signed in. */
export interface Person {
  readonly customerId: string;
  readonly sessionIds: ReadonlySet<string>;
}

export interface Identified {
  readonly customerId?: string;
  readonly sessionId?: string;
}

export const isOfPerson = ({ customerId, sessionId }: Identified, person: Person): boolean =>
  customerId === undefined
    ? sessionId !== undefined && person.sessionIds.has(sessionId)
    : customerId === person.customerId;

const customerFields = new Set(['customerid', 'customer_id', 'userid', 'user_id']);
const sessionFields = new Set(['sessionid', 'session_id', 'anonymousid', 'anonymous_id']);

export interface NamedIds {
  readonly customerIds: ReadonlySet<string>;
  readonly sessionIds: ReadonlySet<string>;
}

/** Ids of the customers and sessions of checked records. */
export const idsOfRecords = (records: readonly Identified[]): NamedIds => ({
  customerIds: new Set(records.flatMap(({ customerId }) => customerId ?? [])),
  sessionIds: new Set(records.flatMap(({ sessionId }) => sessionId ?? [])),
});

const idText = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const collectIds = (value: unknown, customerIds: Set<string>, sessionIds: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const field = name.toLowerCase();
    const id = idText(member);
    if (id !== undefined && customerFields.has(field)) customerIds.add(id);
    else if (id !== undefined && sessionFields.has(field)) sessionIds.add(id);
    else collectIds(member, customerIds, sessionIds);
  }
};

/** Ids of customers and sessions anywhere in a value, under the names that trackers give them. */
export const idsNamedIn = (value: unknown): NamedIds => {
  const [customerIds, sessionIds] = [new Set<string>(), new Set<string>()];
  collectIds(value, customerIds, sessionIds);
  return { customerIds, sessionIds };
};

/** True when any field that names people names this one: for records of a shape that nobody checked. */
export const namesPerson = (value: unknown, { customerId, sessionIds }: Person): boolean => {
  const named = idsNamedIn(value);
  if (named.customerIds.size > 0) return named.customerIds.has(customerId);
  // A tracker that knows no session sends the user in its place.
  return named.sessionIds.has(customerId) || [...named.sessionIds].some((id) => sessionIds.has(id));
};

const idCharacter = /[\p{L}\p{N}_-]/u;

/** True when `id` stands in `text` and is not a part of a longer word or number. O(length of the text). */
export const mentions = (text: string, id: string): boolean => {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const isWhole = !idCharacter.test(text[at - 1] ?? ' ') && !idCharacter.test(text[at + id.length] ?? ' ');
    if (isWhole) return true;
  }
  return false;
};

/** As `mentions`, for any id of the person. */
export const mentionsPerson = (text: string, { customerId, sessionIds }: Person): boolean =>
  mentions(text, customerId) || [...sessionIds].some((id) => mentions(text, id));
