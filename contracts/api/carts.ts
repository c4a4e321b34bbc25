import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, externalId, isoInstant } from '#contracts/scalars';
import { devices, mergeLines, mostCartLines, mostUnits, utmParameters } from '#core/carts/cart';

const cartLine = z.object({ productId: externalId, quantity: z.number().int().min(1).max(mostUnits) });

const shortText = z.string().min(1).max(200);

const cartContext = z.object({
  device: z.enum(devices).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is an ISO 3166-1 code such as DE')
    .optional(),
  referrer: z.string().max(2000).optional().describe('Address of the page that led to the shop'),
  utm: z.partialRecord(z.enum(utmParameters), shortText).optional(),
  firstVisit: z.boolean().optional().describe('True when the page has never seen this browser before'),
  variants: z
    .record(externalId, externalId)
    .refine((variants) => Object.keys(variants).length <= 20, { message: 'holds more than 20 experiments' })
    .optional()
    .describe('Variants that the shopper is in, by experiment'),
});

/** A cart as a shop page sends it. Prices are not taken from the page: the catalog's count. */
export const cartInput = z.object({
  lines: z
    .array(cartLine)
    .max(mostCartLines)
    .refine((lines) => mergeLines(lines).every(({ quantity }) => quantity <= mostUnits), {
      message: 'holds more than 1,000,000 units of a product',
    })
    .describe('A product that comes twice counts as one line'),
  customerId: externalId.optional(),
  sessionId: externalId.optional(),
  currency: currencyCode.optional().describe("The company's own when absent"),
  couponCodes: z.array(shortText).max(20).default([]),
  context: cartContext.default({}),
});

export const cartSchema = z
  .object({
    cartId: z.string(),
    lines: z.array(cartLine),
    currency: currencyCode.optional(),
    couponCodes: z.array(z.string()),
    context: cartContext,
    updatedAt: isoInstant,
  })
  .describe('A cart without who owns it: whoever knows its id may read it, so ids should not be guessable');

const cartOperation = {
  resource: 'carts',
  path: '/api/carts/{cartId}',
  auth: { kind: 'storefront' },
  family: 'carts',
  params: z.object({ cartId: externalId }),
  query: z.object({ companyId: companyId.optional(), key: z.string().max(120).optional() }),
} as const;

export const putCart = defineOperation({
  ...cartOperation,
  id: 'putCart',
  summary:
    'Stores the cart as it is now, whole; the same again changes nothing. Forgotten 30 days after the last change',
  method: 'PUT',
  body: cartInput,
  status: 200,
  response: cartSchema,
  acceptsTextPlain: true,
});

export const getCart = defineOperation({
  ...cartOperation,
  id: 'getCart',
  summary: 'Reads a cart as it was last stored',
  method: 'GET',
  status: 200,
  response: cartSchema,
  errors: ['not_found'],
});

export const deleteCart = defineOperation({
  ...cartOperation,
  id: 'deleteCart',
  summary: 'Forgets a cart; deleting an absent one is not an error',
  method: 'DELETE',
  status: 204,
});
