import * as z from 'zod';

/** Opaque id given by the store: no control characters, no `#` (the table's key separator) and no slash. */
export const externalId = z
  .string()
  .min(1)
  .max(128)
  .regex(
    /^[^\s#/\\\p{Cc}](?:[^#/\\\p{Cc}]*[^\s#/\\\p{Cc}])?$/u,
    'may not hold # / \\ or control characters, nor begin or end with a space',
  );

export const companyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{2,39}$/, 'is 3 to 40 lower-case letters, digits and hyphens')
  .describe('Company (store) id');

export const isoInstant = z.iso.datetime({ offset: true }).describe('ISO-8601 instant; answered in UTC with Z');

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as EUR')
  .describe('ISO 4217 code');

/** The empty one stands for every other language. */
export const languageTag = z
  .string()
  .max(35)
  .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/, 'is a language tag such as en or de-AT');

export const money = z.object({
  amount: z.number().int().min(-1e12).max(1e12).describe('Integer minor units'),
  currency: currencyCode,
});

export const nonNegativeMoney = money.extend({
  amount: z.number().int().min(0).max(1e12).describe('Integer minor units'),
});

export const timeZone = z.string().refine(
  (name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch {
      return false;
    }
  },
  { message: 'is not an IANA time zone such as Europe/London' },
);

export const httpOrigin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[^/?#\s]+$/, 'is an origin such as https://shop.example (no path)');

export const emptyObject = z.object({});
