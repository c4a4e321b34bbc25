import type { HoldOutShare } from '#core/hold-out/is-held-out';
import { storeDayOf } from '#core/time/store-day';
import { lastDayOf } from '#core/time/store-week';

/** A share that was in force before the present one. */
export interface EarlierShare extends HoldOutShare {
  /** Instant at which another one took its place, ISO-8601 UTC. */
  readonly until: string;
}

/** What a merchant sets about the permanent hold-out; one per company. What was in force when, results must know. */
export interface HoldOutSettings extends HoldOutShare {
  /** Oldest first. */
  readonly earlier: readonly EarlierShare[];
}

export const defaultHoldOutSettings: HoldOutSettings = { shareBasisPoints: 500, salt: '', earlier: [] };

/** Results look back less far than so many changes of anybody in earnest. */
const mostEarlier = 50;

/** The settings after a change; the share that was in force is remembered with its end. */
export const changeHoldOut = (
  { earlier, ...before }: HoldOutSettings,
  { shareBasisPoints, salt }: HoldOutShare,
  now: string,
): HoldOutSettings => {
  const isSame = before.shareBasisPoints === shareBasisPoints && before.salt === salt;
  return {
    shareBasisPoints,
    salt,
    earlier: isSame ? earlier : [...earlier, { ...before, until: now }].slice(-mostEarlier),
  };
};

/**
 * The share in force when a week began: it decides in which arm a shopper counts for the whole week, so that nobody
 * counts in two, and later changes change nothing of what was counted.
 * @param week its Monday, `YYYY-MM-DD`
 */
export const shareOfWeek = (
  { shareBasisPoints, salt, earlier }: HoldOutSettings,
  week: string,
  timeZone: string,
): HoldOutShare => earlier.find(({ until }) => storeDayOf(until, timeZone) >= week) ?? { shareBasisPoints, salt };

/** True when the share, or who is dealt, changed in the midst of a week: its arms saw both. */
export const isMixedWeek = ({ earlier }: HoldOutSettings, week: string, timeZone: string): boolean =>
  earlier.some(({ until }) => {
    const day = storeDayOf(until, timeZone);
    return day >= week && day <= lastDayOf(week);
  });
