import type { offerListSchema } from '../../../contracts/api/upsell.ts';

/** The answer of `GET /api/upsell/cart/{cartId}`, as the contract declares it. */
export type OfferList = (typeof offerListSchema)['_zod']['output'];
export type Offer = OfferList['offers'][number];
