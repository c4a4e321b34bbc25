import type { QuarantineEntry, ReplayResult } from './use-data-quality.ts';

export const reasonNames: Readonly<Record<QuarantineEntry['reason'], string>> = {
  schema: 'A field is wrong',
  unknown_type: 'Unknown kind of event',
  missing_field: 'A field is missing',
  in_future: 'Dated in the future',
  too_old: 'Too old',
  clock_wrong: 'The sender’s clock is wrong',
  invalid_token: 'Its token is not ours',
  oversize: 'Too large',
  unreadable: 'Cannot be read',
};

/** What a merchant, or whoever looks after the shop's pages, can do about it. */
export const reasonHelp: Readonly<Record<QuarantineEntry['reason'], string>> = {
  schema: 'A page sends a value that does not fit. See the fields below, correct the page, then send the event again.',
  unknown_type: 'A page sends an event that is not known here. Map it to a known one, or leave it out.',
  missing_field: 'A page leaves out something that is needed. Correct the page; this event cannot be completed.',
  in_future: 'The time of the event lies ahead of ours. Check the clock and the time zone of the sender.',
  too_old: 'The event came too late to count.',
  clock_wrong: 'The time of the event cannot be: check the clock of the sender.',
  invalid_token: 'A click or an answer to an offer that does not belong to anything shown here. Often a stale page.',
  oversize: 'The event is larger than events may be. Leave out what is not needed.',
  unreadable: 'What was sent is no event. Check what sends it.',
};

export const sourceNames: Readonly<Record<QuarantineEntry['source'], string>> = {
  api: 'Events API',
  segment: 'Segment',
  stream: 'Stream',
};

export const flagNames = {
  bots: 'From robots, not counted',
  clockCorrected: 'Clock corrected',
  orphanClicks: 'Clicks that belong to no list',
  orphanAccepts: 'Accepted offers that were never shown',
} as const;

const resultNames: Readonly<Record<ReplayResult['status'], string>> = {
  replayed: 'sent again',
  ignored: 'not wanted: the shopper’s consent is missing',
  still_bad: 'still wrong',
  not_replayable: 'cannot be sent again',
  not_written: 'could not be written, try again',
  not_found: 'gone already',
};

/** `2 sent again, 1 still wrong`. */
export const replayText = (results: readonly Pick<ReplayResult, 'status'>[]): string => {
  const counts = new Map<ReplayResult['status'], number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${resultNames[status]}`).join(', ');
};
