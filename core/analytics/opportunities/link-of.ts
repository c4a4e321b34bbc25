import type { Opportunity, OpportunityKind } from '#core/analytics/opportunity';

/** A page of the admin app, and what it should begin with. */
export interface AdminLink {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

const pathOf: Readonly<Record<OpportunityKind, string>> = {
  'pair-not-shown': '/momentum/upsell/new',
  'out-of-stock': '/momentum/imports',
  'unclicked-placement': '/momentum/recommendations',
  'never-recommended': '/momentum/recommendations',
  'thin-content': '/momentum/imports',
};

/** Where a merchant can do something about it. */
export const linkOf = ({ kind, productIds, placement }: Opportunity): AdminLink => {
  const [first, second] = productIds;
  return {
    path: pathOf[kind],
    query: {
      ...(kind === 'pair-not-shown' ? { type: 'CROSS_SELL' } : {}),
      ...(first !== undefined && { productId: first }),
      ...(second !== undefined && { offerProductId: second }),
      ...(placement !== undefined && { placement }),
    },
  };
};
