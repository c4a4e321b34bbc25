/** One share of a job's work, done by a step alone. Its name travels through the state machine. */
export type PrivacyPart =
  /** A day of archived events, `YYYY/MM/DD`. */
  | { readonly kind: 'events'; readonly day: string }
  /** A month of orders, `YYYY-MM`. */
  | { readonly kind: 'orders'; readonly month: string }
  /** Items of the customer, of the customer's sessions and carts. */
  | { readonly kind: 'shopper' }
  /** Items that name people in passing: quarantine, previews of imports, remembered answers. */
  | { readonly kind: 'mentions' }
  /** Uploaded files, and the working files of imports. */
  | { readonly kind: 'imports' }
  /** Working files of training runs. */
  | { readonly kind: 'runs' }
  /** Files that earlier exports of the person made. */
  | { readonly kind: 'exports' };

export const partName = (part: PrivacyPart): string => {
  if (part.kind === 'events') return `events/${part.day}`;
  return part.kind === 'orders' ? `orders/${part.month}` : part.kind;
};

const wholeParts = ['shopper', 'mentions', 'imports', 'runs', 'exports'] as const;

/** @throws Error when the text is no part's name. */
export const parsePart = (name: string): PrivacyPart => {
  if (/^events\/\d{4}\/\d{2}\/\d{2}$/.test(name)) return { kind: 'events', day: name.slice('events/'.length) };
  if (/^orders\/\d{4}-\d{2}$/.test(name)) return { kind: 'orders', month: name.slice('orders/'.length) };
  const kind = wholeParts.find((whole) => whole === name);
  if (kind === undefined) throw new Error(`Not a part of a privacy job: ${name}`);
  return { kind };
};

const daysAndMonths = (days: readonly string[], months: readonly string[]): string[] => [
  ...days.map((day) => partName({ kind: 'events', day })),
  ...months.map((month) => partName({ kind: 'orders', month })),
];

/** Where sessions of the person may be named. `days` are `YYYY/MM/DD`, `months` `YYYY-MM`. */
export const searchedParts = (days: readonly string[], months: readonly string[]): string[] => [
  ...daysAndMonths(days, months),
  'shopper',
];

/** What an export is made of. */
export const exportedParts = (days: readonly string[], months: readonly string[]): string[] => [
  'shopper',
  ...daysAndMonths(days, months),
  'mentions',
];

/** What an erasure goes through, but for `runs`: those are made from the others, and come when no reader is left. */
export const erasedParts = (days: readonly string[], months: readonly string[]): string[] => [
  ...daysAndMonths(days, months),
  'shopper',
  'mentions',
  'imports',
  'exports',
];
