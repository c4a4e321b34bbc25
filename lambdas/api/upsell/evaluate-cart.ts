import { evaluateCart } from '#contracts/api/upsell';
import { inlineCart } from '#lambdas/api/upsell/inline-cart';
import { type CartOfferDependencies, runtimeDependencies } from '#lambdas/api/upsell/offer-dependencies';
import { serveOffers } from '#lambdas/api/upsell/serve-offers';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CartOfferDependencies) =>
  httpEndpoint(evaluateCart, deps, async ({ body, company, now }) => {
    const cart = () => inlineCart(deps.rows, company, body.cart, now);
    const { limit, locale } = body;
    return reply(await serveOffers(deps, { company, cartId: null, cart, limit, locale, now }));
  });

export const handler = makeHandler(runtimeDependencies());
