import { formatPrice } from '#core/money/format-price';
import { type Html, html } from '#local/demo/storefront/html';
import {
  frequencyWords,
  mostOffers,
  type ProductPrices,
  type SubscriptionTerms,
} from '#local/demo/storefront/offer-desk';
import { renderGrid, renderOffers, renderPage, renderPrice, renderWidget } from '#local/demo/storefront/render-layout';
import {
  type Category,
  categoriesOf,
  imagePath,
  type Shop,
  type ShopProduct,
  slugOf,
} from '#local/demo/storefront/shop';

const picksPerHome = 8;
const picturesPerHero = 3;

const renderTile = ({ slug, name, products }: Category): Html => html`
  <li><a class="tile" href="/categories/${slug}">
    <img src="${imagePath(products[0]?.productId ?? '')}" alt="" width="400" height="300" loading="lazy">
    <span>${name}</span><small>${products.length} products</small>
  </a></li>`;

const renderHeroPicture = ({ products }: Category): Html =>
  html`<img src="${imagePath((products[2] ?? products[0])?.productId ?? '')}" alt="" width="180" height="180">`;

/** A few products of every category in turn, so that the front page shows the breadth of the shop. */
const picksOf = (categories: readonly Category[]): ShopProduct[] => {
  const rounds = Array.from({ length: picksPerHome }, (_, round) =>
    categories.map(({ products }) => products[round + 1]),
  );
  return rounds
    .flat()
    .filter((product) => product !== undefined)
    .slice(0, picksPerHome);
};

export const renderHome = (shop: Shop): string => {
  const categories = categoriesOf(shop);
  const main = html`
    <section class="hero">
      <h1>Good things for everyday rooms</h1>
      <p>A small collection, chosen with care: ${shop.products.length} products made to be used.</p>
      <div class="hero-pictures" aria-hidden="true">${categories.slice(0, picturesPerHero).map(renderHeroPicture)}</div>
    </section>
    <h2>Categories</h2>
    <ul class="tiles">${categories.map(renderTile)}</ul>
    <h2>A few we like</h2>
    ${renderGrid(picksOf(categories), shop.currency)}
    ${renderWidget(shop, { placement: 'you-might-like', heading: 'For you', limit: 8 })}`;
  return renderPage(shop, { title: shop.name, main });
};

const renderGroup = (name: string, products: readonly ShopProduct[], currency: string): Html => html`
  <h2>${name}</h2>${renderGrid(products, currency)}`;

export const renderCategory = (shop: Shop, category: Category): string => {
  const groups = new Map<string, ShopProduct[]>();
  for (const product of category.products) {
    const name = product.categoryPath[1] ?? 'All';
    groups.set(name, [...(groups.get(name) ?? []), product]);
  }
  const main = html`
    <h1>${category.name}</h1>
    ${[...groups].map(([name, products]) => renderGroup(name, products, shop.currency))}`;
  return renderPage(shop, { title: `${category.name} – ${shop.name}`, category: category.name, main });
};

const renderStock = ({ stock }: ShopProduct): Html => {
  if (stock === 0) return html`<p class="stock none">Sold out</p>`;
  if (stock !== undefined && stock <= 5) return html`<p class="stock low">Only ${stock} left</p>`;
  return html`<p class="stock">In stock</p>`;
};

const renderBreadcrumb = ({ categoryPath }: ShopProduct): Html => html`
  <nav class="breadcrumb" aria-label="Breadcrumb"><a href="/">Home</a>
    ${categoryPath.map((name, depth) =>
      depth === 0 ? html` / <a href="/categories/${slugOf(name)}">${name}</a>` : html` / ${name}`,
    )}
  </nav>`;

const renderAttributes = (product: ShopProduct): Html => {
  const rows = Object.entries({ ...(product.brand && { brand: product.brand }), ...product.attributes });
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name.replaceAll('_', ' ')}</dt><dd>${value}</dd></div>`)}</dl>`;
};

/** What the API says of a product's prices; without an answer the page shows the list price alone. */
export interface ProductTerms {
  readonly prices?: ProductPrices;
  readonly subscription?: SubscriptionTerms;
}

const percentOf = (basisPoints: number): string => `${Math.round(basisPoints / 10) / 10} %`;

const renderTiers = ({ prices }: ProductTerms): Html | undefined => {
  if (!prices || prices.tiers.length === 0) return undefined;
  const isMixed = prices.tiers.some(({ mixGroup }) => mixGroup !== null);
  return html`<section class="terms" aria-label="Quantity prices"><h2>More for less</h2><ul>
    ${prices.tiers.map(
      ({ minQuantity, unitPrice, savingBasisPoints }) =>
        html`<li><span>From ${minQuantity}</span><b>${formatPrice(unitPrice, 'en-GB')} each</b><small>−${percentOf(savingBasisPoints)}</small></li>`,
    )}</ul>${isMixed && html`<p>Mix as you like: all kinds count together.</p>`}</section>`;
};

const renderSubscription = (productId: string, { subscription }: ProductTerms): Html | undefined => {
  if (!subscription) return undefined;
  const { frequency, perDelivery, source, evidence } = subscription;
  const why =
    source === 'predicted' && evidence
      ? `Suits how often it is bought again: about every ${Math.round(evidence.days)} days.`
      : 'Change or stop at any time.';
  return html`<section class="terms" aria-label="Subscription"><h2>Never run out</h2>
    <p><b>${formatPrice(perDelivery.unitPrice, 'en-GB')}</b> ${frequencyWords[frequency]}, ${percentOf(perDelivery.savingBasisPoints)} less. ${why}</p>
    <button type="button" class="buy quiet" data-subscribe="${productId}">Subscribe</button></section>`;
};

export const renderProduct = (shop: Shop, product: ShopProduct, terms: ProductTerms = {}): string => {
  const { productId } = product;
  const main = html`
    ${renderBreadcrumb(product)}
    <article class="product" data-product-id="${productId}">
      <img class="picture" src="${imagePath(productId)}" alt="${product.title}" width="640" height="640">
      <div>
        <h1>${product.title}</h1>
        ${renderPrice(product, shop.currency)}
        ${renderStock(product)}
        <button type="button" class="buy" data-add-to-cart="${productId}"${product.stock === 0 && html` disabled`}>Add to cart</button>
        <p class="note" role="status" data-added></p>
        ${renderTiers(terms)}
        ${product.stock !== 0 && renderSubscription(productId, terms)}
        ${renderAttributes(product)}
      </div>
    </article>
    ${renderWidget(shop, { productId, placement: 'hybrid', heading: 'Goes well with it', limit: 8 })}
    ${renderWidget(shop, { productId, placement: 'you-might-like', heading: 'You might like', limit: 8 })}`;
  return renderPage(shop, { title: `${product.title} – ${shop.name}`, category: product.categoryPath[0], main });
};

/** The cart lives in the visitor's browser; the page's script fills it in. */
export const renderCart = (shop: Shop): string => {
  const main = html`
    <h1>Your cart</h1>
    <div data-cart${shop.canCheckOut && html` data-can-check-out`}><p>Your cart is empty.</p></div>
    ${renderOffers(shop, mostOffers)}
    <template data-cart-widget>${renderWidget(shop, { placement: 'you-might-like', heading: 'Goes well with your cart', limit: 6 })}</template>`;
  return renderPage(shop, { title: `Cart – ${shop.name}`, main });
};

export const renderNotFound = (shop: Shop): string =>
  renderPage(shop, {
    title: `Not found – ${shop.name}`,
    main: html`<h1>We could not find that page</h1><p><a href="/">Back to the shop</a></p>`,
  });
