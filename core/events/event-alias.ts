import { type ShopEventType, shopEventTypes } from '#core/events/shop-event';

/**
 * Names that other trackers give the same things: GA4 recommended events, Segment e-commerce v2,
 * Shopify web pixels, Meta Pixel standard events. Compared without case, spaces and underscores.
 */
const aliases: ReadonlyMap<string, ShopEventType> = new Map(
  Object.entries({
    viewitem: 'product_view',
    productviewed: 'product_view',
    viewcontent: 'product_view',
    viewitemlist: 'list_impression',
    productlistviewed: 'list_impression',
    collectionviewed: 'list_impression',
    selectitem: 'recommendation_click',
    productclicked: 'recommendation_click',
    viewpromotion: 'offer_impression',
    promotionviewed: 'offer_impression',
    selectpromotion: 'offer_accept',
    promotionclicked: 'offer_accept',
    productadded: 'add_to_cart',
    productaddedtocart: 'add_to_cart',
    addtocart: 'add_to_cart',
    productremoved: 'remove_from_cart',
    productremovedfromcart: 'remove_from_cart',
    removefromcart: 'remove_from_cart',
    begincheckout: 'checkout_started',
    initiatecheckout: 'checkout_started',
    checkoutstarted: 'checkout_started',
    purchase: 'purchase',
    ordercompleted: 'purchase',
    checkoutcompleted: 'purchase',
    refund: 'refund',
    orderrefunded: 'refund',
  } satisfies Record<string, ShopEventType>),
);

const canonical: ReadonlyMap<string, ShopEventType> = new Map(shopEventTypes.map((type) => [type, type]));

/** The canonical type of a name, or undefined when no tracker that we know calls anything so. */
export const canonicalEventType = (name: string): ShopEventType | undefined =>
  canonical.get(name) ?? aliases.get(name.toLowerCase().replace(/[\s_]/g, ''));
