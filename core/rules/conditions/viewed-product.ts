import { defineCondition } from '#core/rules/condition';

export const viewedProduct = defineCondition({
  type: 'viewed-product',
  title: 'Looked at a product',
  description:
    'Among the last 20 products that the shopper looked at in this visit is any of these. Fails without a session id, and for shoppers who refuse personalisation.',
  reads: 'shopper',
  args: {
    productIds: {
      kind: 'texts',
      of: 'product',
      least: 1,
      most: 100,
      label: 'Products',
      description: 'Any of these counts.',
    },
    atLeast: {
      kind: 'integer',
      unit: 'units',
      min: 1,
      max: 20,
      optional: true,
      label: 'At least',
      description: 'So many different ones of them; 1 when absent.',
    },
  },
  holds: ({ productIds, atLeast = 1 }, { shopper }) => {
    const viewed = new Set(shopper.viewedProductIds);
    return productIds.filter((id) => viewed.has(id)).length >= atLeast;
  },
});
