import { html } from '#local/demo/storefront/html';
import { renderCategory, renderHome, renderProduct } from '#local/demo/storefront/render-pages';
import { categoriesOf, type Shop, type ShopProduct } from '#local/demo/storefront/shop';

const product = (productId: string, change: Partial<ShopProduct> = {}): ShopProduct => ({
  productId,
  title: `Product ${productId}`,
  categoryPath: ['Kitchen', 'Baking'],
  prices: [{ amount: 1250, currency: 'GBP' }],
  status: 'active',
  attributes: {},
  tags: [],
  updatedAt: '2026-01-01T00:00:00Z',
  svg: '<svg/>',
  ...change,
});

const shopOf = (...products: ShopProduct[]): Shop => ({
  name: 'Linden & Clay',
  companyId: 'linden-and-clay',
  currency: 'GBP',
  products,
  apiBase: 'http://127.0.0.1:1',
  widgetUrl: '/widgets/smart-upsell.js',
  canCheckOut: false,
});

describe('html', () => {
  it('escapes every value that is not markup', () => {
    expect(html`<b title="${'"<&\''}">${'<script>'}</b>${html`<i></i>`}${undefined}${false}`.markup).toBe(
      '<b title="&quot;&lt;&amp;&#39;">&lt;script&gt;</b><i></i>',
    );
  });
});

describe('the demo storefront', () => {
  it('shows a product with its price, its stock and both recommendation rows', () => {
    const page = renderProduct(shopOf(product('p1')), product('p1', { stock: 3 }));
    expect(page).toContain('£12.50');
    expect(page).toContain('Only 3 left');
    expect(page).toMatch(/<upsell-recommendations product-id="p1"[^>]*placement="hybrid"/);
    expect(page).toMatch(/<upsell-recommendations product-id="p1"[^>]*placement="you-might-like"/);
  });

  it('lets nobody put a sold-out product into the cart', () => {
    const page = renderProduct(shopOf(), product('p1', { stock: 0 }));
    expect(page).toContain('Sold out');
    expect(page).toMatch(/data-add-to-cart="p1"[^>]* disabled/);
  });

  it('never lets a title become markup', () => {
    const evil = product('p1', { title: '</title><script>alert(1)</script>' });
    for (const page of [renderProduct(shopOf(evil), evil), renderHome(shopOf(evil, product('p2')))]) {
      expect(page).not.toContain('<script>alert');
    }
  });

  it('groups active products by their top category, without variants', () => {
    const shop = shopOf(
      product('p1'),
      product('p2', { variantOf: 'p1' }),
      product('p3', { status: 'draft' }),
      product('p4', { categoryPath: ['Garden'] }),
    );
    const groups = categoriesOf(shop);
    expect(groups.map(({ slug, products }) => [slug, products.map(({ productId }) => productId)])).toEqual([
      ['kitchen', ['p1']],
      ['garden', ['p4']],
    ]);
    expect(groups.map((group) => renderCategory(shop, group)).every((page) => page.includes('aria-current'))).toBe(
      true,
    );
  });
});
