import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import {
  companyId,
  currencyCode,
  emptyObject,
  externalId,
  isoInstant,
  money,
  nonNegativeMoney,
} from '#contracts/scalars';
import { bulkDiscountTypes } from '#core/pricing/bulk-tier';
import { tierWarningCodes } from '#core/pricing/check-tiers';
import { upsellUrgencies } from '#core/rules/targeting-rule';

const groupName = z.string().trim().min(1).max(60);
const basisPoints = z.number().int().min(0).max(10_000);
const units = z.number().int().min(1).max(1e6);

/** One step of a quantity discount. Whether steps fit each other and the price is judged as a whole (422). */
export const bulkTierInput = z.strictObject({
  minQuantity: units.describe('Units from which the tier holds'),
  type: z.enum(bulkDiscountTypes),
  value: z
    .number()
    .int()
    .min(0)
    .max(1e12)
    .describe(
      'PERCENTAGE: basis points off; FIXED_AMOUNT: minor units off each unit; UNIT_PRICE: minor units of a unit',
    ),
  currency: currencyCode.optional().describe('Needed by FIXED_AMOUNT and UNIT_PRICE'),
  validFrom: isoInstant.optional(),
  validUntil: isoInstant.optional(),
  customerGroup: groupName.optional().describe('Only for customers of this segment'),
  mixGroup: groupName.optional().describe('Units of all products with this mix-and-match group count together'),
  enabled: z.boolean().default(true),
});

const floorPrices = z
  .array(nonNegativeMoney)
  .max(20)
  .refine((prices) => new Set(prices.map(({ currency }) => currency)).size === prices.length, {
    message: 'holds a currency twice',
  });

export const bulkDiscountInput = z.strictObject({
  tiers: z.array(bulkTierInput).max(30).describe('Sorted by minQuantity'),
  floorPrices: floorPrices.default([]).describe('What a unit may never cost less than, by currency'),
});

const remarkSchema = z.object({
  pointer: z.string().describe('JSON Pointer into the body'),
  code: z.enum(tierWarningCodes),
  message: z.string(),
});

const configResponse = z.object({
  productId: z.string(),
  tiers: z.array(bulkTierInput),
  floorPrices: z.array(nonNegativeMoney),
  warnings: z.array(remarkSchema).describe('What holds but is worth a look'),
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const productParams = z.object({ productId: externalId });
const companyQuery = z.object({ companyId: companyId.optional() });
const storefrontQuery = companyQuery.extend({
  key: z.string().max(120).optional().describe('Publishable key, when not sent as X-Publishable-Key'),
  currency: currencyCode.optional().describe("The company's own when absent"),
});

const shownTier = z.object({
  minQuantity: z.number().int(),
  type: z.enum(bulkDiscountTypes),
  value: z.number().int(),
  currency: currencyCode,
  unitPrice: money.describe('What a unit costs from that quantity on'),
  savingBasisPoints: basisPoints.describe('Share of the list price that is saved'),
  validFrom: isoInstant.nullable(),
  validUntil: isoInstant.nullable(),
  mixGroup: z.string().nullable(),
});

const disabled = z.boolean().describe('True when the bulk_discounts_enabled flag is off');
const degraded = z.boolean().describe('True when our side failed and nothing is therefore offered');

export const getBulkDiscount = defineOperation({
  id: 'getBulkDiscount',
  resource: 'bulk-discounts',
  summary: 'The quantity discounts of a product that every shopper gets, now or from an instant on',
  method: 'GET',
  path: '/api/products/{productId}/bulk-discount',
  auth: { kind: 'storefront' },
  cache: 'public',
  family: 'storefront-read',
  params: productParams,
  query: storefrontQuery,
  status: 200,
  response: z.object({
    productId: z.string(),
    currency: currencyCode,
    listPrice: money.nullable().describe('null when the product is not sold in the currency'),
    tiers: z.array(shownTier).describe('Sorted by minQuantity'),
    disabled,
    degraded,
  }),
  errors: ['not_found'],
});

export const putBulkDiscount = defineOperation({
  id: 'putBulkDiscount',
  resource: 'bulk-discounts',
  summary: 'Replaces the quantity discounts of a product; shoppers see them within 5 minutes',
  method: 'PUT',
  path: '/api/products/{productId}/bulk-discount',
  auth: { kind: 'member', role: 'editor' },
  family: 'company-admin',
  params: productParams,
  query: companyQuery,
  body: bulkDiscountInput,
  status: 200,
  response: configResponse,
  errors: ['not_found', 'unprocessable'],
  requiresIfMatch: true,
});

export const deleteBulkDiscount = defineOperation({
  id: 'deleteBulkDiscount',
  resource: 'bulk-discounts',
  summary: 'Takes the quantity discounts of a product away; a second call changes nothing',
  method: 'DELETE',
  path: '/api/products/{productId}/bulk-discount',
  auth: { kind: 'member', role: 'editor' },
  family: 'company-admin',
  params: productParams,
  query: companyQuery,
  status: 204,
});

export const getBulkDiscountConfig = defineOperation({
  id: 'getBulkDiscountConfig',
  resource: 'bulk-discounts',
  summary: 'The quantity discounts of a product as they are stored, with the ETag that a change needs',
  method: 'GET',
  path: '/api/admin/products/{productId}/bulk-discount',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: productParams,
  query: companyQuery,
  status: 200,
  response: configResponse,
});

const appliedTier = bulkTierInput.omit({ enabled: true }).describe('The tier that made the price');

export const getBulkRecommendation = defineOperation({
  id: 'getBulkRecommendation',
  resource: 'bulk-discounts',
  summary: 'How many more units make a unit cheaper, and what is saved then',
  method: 'GET',
  path: '/api/products/{productId}/bulk-recommendation',
  auth: { kind: 'storefront' },
  family: 'storefront-read',
  params: productParams,
  query: storefrontQuery.extend({
    quantity: z.coerce.number().int().min(1).max(1e6),
    customerId: externalId.optional().describe('Lets tiers of the customer’s segments count'),
  }),
  status: 200,
  response: z.object({
    productId: z.string(),
    quantity: z.number().int(),
    current: z
      .object({ unitPrice: money, lineTotal: money, saving: money, appliedTier: appliedTier.nullable() })
      .nullable()
      .describe('What that quantity costs now; null when the product is not sold in the currency'),
    recommendation: z
      .object({
        tier: appliedTier,
        extraUnits: z.number().int().describe('Units to add'),
        quantity: z.number().int().describe('Units after that'),
        unitPrice: money,
        lineTotal: money,
        saving: money.describe('List price of that many units less what they cost'),
        savingBasisPoints: basisPoints,
        extraCost: money.describe('On top of the present price; negative when more units cost less in all'),
        message: z.string(),
        urgency: z
          .enum(upsellUrgencies)
          .describe('CRITICAL: the tier ends within a day; HIGH: one unit is missing; MEDIUM: at most a quarter is'),
      })
      .nullable()
      .describe('null when no tier is better'),
    disabled,
    degraded,
  }),
  errors: ['not_found', 'unprocessable'],
});

export const unpricedReasons = ['unknown_product', 'no_price_in_currency'] as const;

export const calculateBulkPrice = defineOperation({
  id: 'calculateBulkPrice',
  resource: 'bulk-discounts',
  summary: 'Prices up to 100 lines under quantity discounts; prices come from the catalog, never from the caller',
  method: 'POST',
  path: '/api/products/pricing/bulk-calculate',
  auth: { kind: 'storefront' },
  family: 'storefront-read',
  params: emptyObject,
  query: companyQuery.extend({ key: z.string().max(120).optional() }),
  body: z.strictObject({
    items: z
      .array(
        z.strictObject({
          productId: externalId,
          quantity: units,
          unitPrice: z
            .number()
            .min(0)
            .optional()
            .describe('Taken for compatibility and ignored: the catalog’s price counts'),
        }),
      )
      .min(1)
      .max(100),
    currency: currencyCode.optional().describe("The company's own when absent"),
    customerId: externalId.optional().describe('Lets tiers of the customer’s segments count'),
  }),
  status: 200,
  response: z.object({
    currency: currencyCode,
    lines: z.array(
      z.object({
        productId: z.string(),
        quantity: z.number().int(),
        listPrice: money,
        unitPrice: money.describe('Rounded by itself; the line total is rounded once over all units'),
        lineTotal: money,
        saving: money,
        appliedTier: appliedTier.nullable(),
        isAtFloor: z.boolean().describe('True when the tier would have gone below the floor of the product'),
      }),
    ),
    unpriced: z
      .array(z.object({ productId: z.string(), quantity: z.number().int(), reason: z.enum(unpricedReasons) }))
      .describe('Lines that are not part of the totals'),
    listTotal: money,
    total: money,
    saving: money,
    disabled,
  }),
  errors: ['unprocessable'],
});

export const pricingSettingsInput = z.strictObject({
  minimumMarginBasisPoints: z
    .number()
    .int()
    .min(0)
    .max(9_900)
    .nullable()
    .describe('Least margin that discounts leave, in basis points of the price; null: costs do not limit discounts'),
});

const settingsResponse = z.object({
  settings: pricingSettingsInput,
  version: z.number().int(),
  updatedAt: isoInstant.nullable(),
  updatedBy: z.string().nullable(),
});

const settingsOperation = {
  resource: 'bulk-discounts',
  path: '/api/admin/pricing/settings',
  family: 'company-admin',
  params: emptyObject,
  query: companyQuery,
  status: 200,
  response: settingsResponse,
} as const;

export const getPricingSettings = defineOperation({
  ...settingsOperation,
  id: 'getPricingSettings',
  summary: 'Reads what holds for all prices of the company',
  method: 'GET',
  auth: { kind: 'member', role: 'viewer' },
});

export const putPricingSettings = defineOperation({
  ...settingsOperation,
  id: 'putPricingSettings',
  summary: 'Replaces what holds for all prices of the company; heeded within 60 seconds',
  method: 'PUT',
  auth: { kind: 'member', role: 'editor' },
  body: pricingSettingsInput,
  requiresIfMatch: true,
});
