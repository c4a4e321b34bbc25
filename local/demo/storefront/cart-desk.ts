import type { Money } from '#core/money/money';
import type { CartLineInput, OfferDesk } from '#local/demo/storefront/offer-desk';
import { type LinePrice, priceShopCart, type ShopCart } from '#local/demo/storefront/price-shop-cart';
import { imagePath, priceOf, productPath, type Shop } from '#local/demo/storefront/shop';

export interface CheckoutOrder {
  readonly sessionId?: string;
  /** Units at one price each; what the page says of prices is not asked. */
  readonly lines: readonly { readonly productId: string; readonly quantity: number; readonly unitPrice: Money }[];
}

/** Places an order in the shop's back office. */
export type PlaceOrder = (order: CheckoutOrder) => Promise<{ readonly orderId: string }>;

/** What a page of the cart asks for. */
interface CartRequest {
  readonly cartId: string;
  readonly sessionId?: string;
  readonly lines: readonly CartLineInput[];
}

/** Shipping of an order in minor units. */
const shippingAmount = 490;

const listPrices = (shop: Shop, lines: readonly CartLineInput[]): LinePrice[] =>
  lines.flatMap(({ productId, quantity }) => {
    const product = shop.products.find((one) => one.productId === productId);
    const price = product && priceOf(product, shop.currency);
    return price ? [{ productId, quantity, listAmount: price.amount, lineAmount: price.amount * quantity }] : [];
  });

/** The shop's server behind the cart page: prices, and orders at those prices. */
export const makeCartDesk = (shop: Shop, desk: OfferDesk, placeOrder: PlaceOrder | undefined) => {
  const byId = new Map(shop.products.map((product) => [product.productId, product]));
  const money = (amount: number): Money => ({ amount, currency: shop.currency });

  const price = async ({ cartId, lines }: CartRequest): Promise<ShopCart> => {
    const known = lines.filter(({ productId }) => byId.has(productId));
    const prices = (await desk.linePrices(known)) ?? listPrices(shop, known);
    return priceShopCart(prices, desk.dealsOf(cartId), known.length > 0 ? shippingAmount : 0);
  };

  /** What the cart page shows of products that are only ids in the browser's storage. */
  const view = async (request: CartRequest) => {
    const { lines, ...totals } = await price(request);
    return {
      ...totals,
      lines: lines.map(({ productId, quantity, listAmount, lineAmount, note }) => ({
        productId,
        quantity,
        title: byId.get(productId)?.title ?? productId,
        path: productPath(productId),
        image: imagePath(productId),
        listAmount: listAmount * quantity,
        lineAmount,
        note,
      })),
    };
  };

  const order = async (request: CartRequest) => {
    const { lines } = await price(request);
    const orderLines = lines.flatMap(({ productId, parts }) =>
      parts.map(({ quantity, amount }) => ({ productId, quantity, unitPrice: money(Math.round(amount / quantity)) })),
    );
    return placeOrder?.({ sessionId: request.sessionId, lines: orderLines });
  };
  return { view, order };
};
