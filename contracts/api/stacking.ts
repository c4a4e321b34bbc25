import * as z from 'zod';
import { defineOperation } from '#contracts/operation';
import { companyId, currencyCode, emptyObject, externalId, money } from '#contracts/scalars';

const basisPoints = z.number().int();

/** Products that a simulation looks at: those of tiers, subscriptions and rules, and those asked for. */
export const mostSimulatedProducts = 100;

export const simulateStacking = defineOperation({
  id: 'simulateStacking',
  resource: 'stacking',
  summary:
    'Searches the deepest discount that tiers and rules give any cart together, and a cart that gets it; records nothing',
  method: 'POST',
  path: '/api/upsell/stacking-simulation',
  auth: { kind: 'member', role: 'viewer' },
  family: 'company-admin',
  params: emptyObject,
  query: z.object({ companyId: companyId.optional() }),
  body: z.strictObject({
    currency: currencyCode.optional().describe("The company's own when absent"),
    productIds: z.array(externalId).max(mostSimulatedProducts).default([]).describe('Further products to look at'),
    mostOffers: z.number().int().min(1).max(10).default(10).describe('Offers that a shopper is shown at once'),
    mostCarts: z.number().int().min(1).max(2_000).default(1_000).describe('Bound of the search'),
  }),
  status: 200,
  response: z.object({
    worst: z
      .object({
        discount: money,
        discountBasisPoints: basisPoints.describe('Share of the list price of everything taken'),
        listTotal: money,
        total: money,
        cart: z.object({
          lines: z.array(z.object({ productId: z.string(), quantity: z.number().int() })),
          segments: z.array(z.string()),
          orders: z.number().int(),
          couponCodes: z.array(z.string()),
          context: z.record(z.string(), z.unknown()),
        }),
        offers: z.array(z.object({ ruleId: z.string(), name: z.string(), type: z.string() })),
      })
      .nullable()
      .describe('null when no cart gets anything off'),
    lowest: z
      .array(
        z.object({
          productId: z.string(),
          listPrice: money,
          unitPrice: money.describe('The lowest price that some cart gets'),
          floor: money.describe('What evaluation does not go below'),
          isGift: z.boolean(),
        }),
      )
      .describe('By product id'),
    rules: z.number().int(),
    products: z.number().int(),
    cartsTried: z.number().int(),
    isExhaustive: z.boolean().describe('False: the bound was hit, and there may be a deeper discount'),
    hasAllProducts: z
      .boolean()
      .describe(
        'False: more products have tiers or stand in rules than are looked at, or rules reach products that they do not name (category, brand, tag, relation); name those to look at in productIds',
      ),
  }),
});
