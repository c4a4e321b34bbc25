import { formatPrice } from '#core/money/format-price';
import { type Html, html } from '#local/demo/storefront/html';
import {
  categoriesOf,
  imagePath,
  priceOf,
  productPath,
  type Shop,
  type ShopProduct,
} from '#local/demo/storefront/shop';

const renderNavigation = (shop: Shop, current: string | undefined): Html => html`
  <nav class="categories" aria-label="Categories"><ul>
    ${categoriesOf(shop).map(
      ({ slug, name }) =>
        html`<li><a href="/categories/${slug}"${name === current && html` aria-current="page"`}>${name}</a></li>`,
    )}
  </ul></nav>`;

/** Settings that the page's script reads; JSON in a data block, so `<` must not end it. */
const renderSettings = (shop: Shop): Html => {
  const { companyId, apiBase, publishableKey, currency } = shop;
  const json = JSON.stringify({ companyId, apiBase, publishableKey, currency }).replaceAll('<', '\\u003c');
  return { markup: `<script type="application/json" id="shop-settings">${json}</script>` };
};

/** One whole page. `category`: the top category that the page belongs to. */
export const renderPage = (shop: Shop, page: { title: string; category?: string; main: Html }): string =>
  html`<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.title}</title>
  <link rel="stylesheet" href="/assets/shop.css">
  <link rel="icon" href="data:,">
  <script type="module" src="/assets/shop.js"></script>
  <script type="module" src="${shop.widgetUrl}" crossorigin></script>
  ${renderSettings(shop)}
</head>
<body>
  <a class="skip" href="#main">Skip to content</a>
  <header class="site">
    <div class="wrap">
      <a class="brand" href="/">${shop.name}</a>
      <a class="cart-link" href="/cart">Cart <span class="count" data-cart-count hidden></span></a>
    </div>
    <div class="wrap">${renderNavigation(shop, page.category)}</div>
  </header>
  <main id="main" class="wrap">${page.main}</main>
  <footer class="site"><div class="wrap">${shop.name} is a demo store. Nothing here is for sale.</div></footer>
</body>
</html>
`.markup;

export const renderPrice = (product: ShopProduct, currency: string): Html => {
  const price = priceOf(product, currency);
  return html`<span class="price">${price ? formatPrice(price, 'en-GB') : 'Not sold in this currency'}</span>`;
};

export const renderCard = (product: ShopProduct, currency: string): Html => html`
  <li><a class="card" href="${productPath(product.productId)}">
    <img src="${imagePath(product.productId)}" alt="" width="400" height="400" loading="lazy">
    <span class="title">${product.title}</span>
    ${renderPrice(product, currency)}
  </a></li>`;

export const renderGrid = (products: readonly ShopProduct[], currency: string): Html => html`
  <ul class="grid">${products.map((product) => renderCard(product, currency))}</ul>`;

/** The recommendation element with this shop's settings. */
export const renderWidget = (
  shop: Shop,
  widget: { productId?: string; placement: string; heading: string; limit: number },
): Html => html`
  <upsell-recommendations${widget.productId !== undefined && html` product-id="${widget.productId}"`} company-id="${shop.companyId}" api-base="${shop.apiBase}"
    placement="${widget.placement}" heading="${widget.heading}" limit="${widget.limit}" currency="${shop.currency}"
    product-url="/products/{productId}"${shop.publishableKey && html` publishable-key="${shop.publishableKey}"`}></upsell-recommendations>`;

/** The offers of the cart; the page's script says which cart. */
export const renderOffers = (shop: Shop, limit: number): Html => html`
  <upsell-cart company-id="${shop.companyId}" api-base="${shop.apiBase}" currency="${shop.currency}" limit="${limit}"
    product-url="/products/{productId}"${shop.publishableKey && html` publishable-key="${shop.publishableKey}"`}></upsell-cart>`;
