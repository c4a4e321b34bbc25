/** How crawlers, previews and monitors name themselves; `Cubot` is a maker of telephones. */
const botName = /(?<!\bcu)bot\b|crawler|spider|slurp|facebookexternalhit|mediapartners-google|lighthouse|pingdom/i;

/**
 * True for programs that say in their `User-Agent` that they are no shoppers. Those that pretend to be browsers are not
 * found here: training cuts the sessions that look at more than anybody could.
 */
export const isBot = (userAgent: string | undefined): boolean => userAgent !== undefined && botName.test(userAgent);
