import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeCartDesk, type PlaceOrder } from '#local/demo/storefront/cart-desk';
import { makeOfferDesk, type OfferDesk } from '#local/demo/storefront/offer-desk';
import {
  renderCart,
  renderCategory,
  renderHome,
  renderNotFound,
  renderProduct,
} from '#local/demo/storefront/render-pages';
import { categoriesOf, type Shop, type ShopProduct } from '#local/demo/storefront/shop';

export interface StorefrontOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Origin of the API, as a browser reaches it. */
  readonly apiUrl: string;
  readonly companyId: string;
  readonly catalog: readonly ShopProduct[];
  readonly currency?: string;
  readonly name?: string;
  readonly publishableKey?: string;
  /** Where the widget script is; without it this server hands out the built file itself. */
  readonly widgetUrl?: string;
  /** Places an order for the cart page; without it there is no check-out. */
  readonly placeOrder?: PlaceOrder;
}

export interface Storefront {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const ownWidgetPath = '/widgets/smart-upsell.js';

const files: Readonly<Record<string, readonly [type: string, path: string]>> = {
  '/assets/shop.css': ['text/css; charset=utf-8', join(import.meta.dirname, 'assets/shop.css')],
  '/assets/shop.js': ['text/javascript; charset=utf-8', join(import.meta.dirname, 'assets/shop.js')],
  [ownWidgetPath]: [
    'text/javascript; charset=utf-8',
    join(import.meta.dirname, '../../../web/widgets/dist/smart-upsell.js'),
  ],
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const page = (body: string, status = 200): Answer => ({ status, type: 'text/html; charset=utf-8', body });
const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

const createPages = (shop: Shop, desk: OfferDesk) => {
  const productById = new Map(shop.products.map((product) => [product.productId, product]));
  const categoryBySlug = new Map(categoriesOf(shop).map((category) => [category.slug, category]));
  const productPage = async (product: ShopProduct): Promise<Answer> => {
    const { productId } = product;
    const [prices, subscription] = await Promise.all([desk.tiersOf(productId), desk.subscriptionTo(productId)]);
    return page(renderProduct(shop, product, { prices, subscription }));
  };

  return async (url: URL): Promise<Answer | undefined> => {
    const [, section = '', rest = ''] = /^\/([a-z.-]*)(?:\/(.+))?$/.exec(url.pathname) ?? [];
    const name = decodeURIComponent(rest);
    if (url.pathname === '/') return page(renderHome(shop));
    if (section === 'cart' && rest === '') return page(renderCart(shop));
    if (section === 'categories') {
      const category = categoryBySlug.get(name);
      return category && page(renderCategory(shop, category));
    }
    const product = productById.get(section === 'images' ? name.replace(/\.svg$/, '') : name);
    if (section === 'images') return product && { status: 200, type: 'image/svg+xml', body: product.svg };
    return section === 'products' && product ? productPage(product) : undefined;
  };
};

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const readFile = (path: string): Answer | undefined => {
  const file = files[path];
  return file && { status: 200, type: file[0], body: readFileSync(file[1]) };
};

const send = (response: ServerResponse, { status, type, body }: Answer): void =>
  void response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Serves the demo store's pages on 127.0.0.1. */
export const startStorefront = async (options: StorefrontOptions): Promise<Storefront> => {
  const shop: Shop = {
    name: options.name ?? 'Linden & Clay',
    companyId: options.companyId,
    currency: options.currency ?? options.catalog[0]?.prices[0]?.currency ?? 'EUR',
    products: options.catalog,
    apiBase: options.apiUrl,
    widgetUrl: options.widgetUrl ?? ownWidgetPath,
    publishableKey: options.publishableKey,
    canCheckOut: options.placeOrder !== undefined,
  };
  const desk = makeOfferDesk({ apiUrl: options.apiUrl, companyId: shop.companyId, currency: shop.currency });
  const pages = createPages(shop, desk);
  const cartDesk = makeCartDesk(shop, desk, options.placeOrder);
  const actions: Readonly<Record<string, (body: never) => Promise<unknown>>> = {
    '/cart/view': cartDesk.view,
    '/cart/accept': async ({ cartId, offerId }: { cartId: string; offerId: string }) => ({
      isGranted: await desk.accept(cartId, offerId),
    }),
    '/cart/subscribe': async ({ cartId, productId }: { cartId: string; productId: string }) => ({
      isGranted: await desk.subscribe(cartId, productId),
    }),
    ...(options.placeOrder && { '/orders': cartDesk.order }),
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? '/', 'http://storefront');
    const act = request.method === 'POST' ? actions[url.pathname] : undefined;
    if (act) return json(await act((await readJson(request)) as never));
    return readFile(url.pathname) ?? (await pages(url)) ?? page(renderNotFound(shop), 404);
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (found) => send(response, found),
      () => send(response, json({ message: 'The shop could not answer' }, 500)),
    );
  });
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
};
