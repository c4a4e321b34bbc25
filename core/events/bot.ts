import type { BucketSettings } from '#core/usage/token-bucket';

/** How crawlers, previews and monitors name themselves; `Cubot` is a maker of telephones. */
const botName = /(?<!\bcu)bot\b|crawler|spider|slurp|facebookexternalhit|mediapartners-google|lighthouse|pingdom/i;

/**
 * True for programs that say in their `User-Agent` that they are no shoppers. Those that pretend to be browsers are found
 * by their rate, and training cuts the sessions that look at more than anybody could.
 */
export const isBot = (userAgent: string | undefined): boolean => userAgent !== undefined && botName.test(userAgent);

/**
 * The most that somebody in front of a screen does, as a token bucket of one session: a page sends some ten events, and a
 * device that was offline sends what it has kept at once. What goes beyond was sent by a program.
 */
export const shopperRate: BucketSettings = { perSecond: 2, burst: 300 };
