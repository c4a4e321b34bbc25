import { getCartOffers } from '#contracts/api/upsell';
import { type CartOfferDependencies, runtimeDependencies } from '#lambdas/api/upsell/offer-dependencies';
import { serveOffers } from '#lambdas/api/upsell/serve-offers';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CartOfferDependencies) =>
  httpEndpoint(getCartOffers, deps, async ({ params: { cartId }, query: { limit, locale }, company, now }) => {
    const cart = () => deps.carts.get(company.company.companyId, cartId);
    return reply(await serveOffers(deps, { company, cartId, cart, limit, locale, now }));
  });

export const handler = makeHandler(runtimeDependencies());
