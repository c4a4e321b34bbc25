/**
 * An ISO-8601 instant with any offset and precision as UTC with milliseconds, the one form that sorts as text.
 * @throws RangeError when the text is no instant
 */
export const utcInstant = (text: string): string => new Date(text).toISOString();
