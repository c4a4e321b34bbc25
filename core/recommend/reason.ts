/** Why an item is shown, safe to show to any visitor. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  /** Exact counts behind the text; empty when they would point at fewer than 5 people. */
  readonly evidence: Readonly<Record<string, number>>;
}

export const reasonCodes = [
  'bought-together',
  'also-bought',
  'also-viewed',
  'similar',
  'popular',
  'trending',
  'pinned',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
