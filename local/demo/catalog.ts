import type { Product } from '#core/catalog/product';
import { type ProductKind, productKinds, type Style, styles } from '#local/demo/product-kinds';
import { drawProduct } from '#local/demo/product-picture';
import { type Random, seededRandom } from '#local/demo/random';

export interface DemoProduct extends Product {
  readonly svg: string;
}

/** A product with the traits that steer the demo's shoppers. */
export interface StockedProduct {
  readonly product: DemoProduct;
  readonly kind: ProductKind;
  readonly style: Style;
}

export const demoCurrency = 'EUR';

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const titleOf = (kind: ProductKind, style: Style): string => `${style.name} ${kind.kind}`;

/** Prices end in 90 cents, as in many shops. */
const priceOf = (random: Random, [least, most]: readonly [number, number]): number =>
  Math.round((least + random.next() * (most - least)) / 100) * 100 - 10;

const stockOf = (random: Random): number => (random.chance(0.04) ? 0 : 4 + random.below(90));

interface Making {
  readonly random: Random;
  readonly now: string;
  /** Where the storefront serves pictures and pages. */
  readonly shopUrl: string;
}

/** Things have a finish; what is used up has none. */
const isCrafted = ({ shape }: ProductKind): boolean =>
  !['bag', 'tin', 'card', 'box', 'candle', 'flower'].includes(shape);

const makeProduct = (kind: ProductKind, style: Style, { random, now, shopUrl }: Making): StockedProduct => {
  const productId = `${slug(style.name)}-${slug(kind.kind)}`;
  const title = titleOf(kind, style);
  const amount = priceOf(random, kind.price);
  const product: DemoProduct = {
    productId,
    sku: `LC-${productId.toUpperCase()}`,
    title,
    categoryPath: [kind.department, kind.category],
    brand: style.brand,
    prices: [{ amount, currency: demoCurrency }],
    cost: { amount: Math.round(amount * (0.35 + random.next() * 0.3)), currency: demoCurrency },
    stock: stockOf(random),
    status: 'active',
    attributes: { collection: style.name, ...(isCrafted(kind) && { finish: style.material }) },
    imageUrl: `${shopUrl}/images/${productId}.svg`,
    url: `${shopUrl}/products/${productId}`,
    tags: [slug(style.name), slug(kind.category)],
    updatedAt: now,
    svg: drawProduct(kind.shape, style, title),
  };
  return { product, kind, style };
};

/** Mugs also come in a large size: variants, of which a list may show only one. */
const largeVariant = ({ product, kind, style }: StockedProduct): StockedProduct => {
  const { amount } = product.prices[0]!;
  const productId = `${product.productId}-large`;
  return {
    kind,
    style,
    product: {
      ...product,
      productId,
      sku: `${product.sku}-L`,
      title: `${product.title}, large`,
      prices: [{ amount: amount + 400, currency: demoCurrency }],
      variantOf: product.productId,
      attributes: { ...product.attributes, size: 'large' },
    },
  };
};

/** The demo store's range: every kind in every style, 336 products with the large mugs. Deterministic. */
export const makeDemoCatalog = (options: {
  readonly now: string;
  readonly shopUrl: string;
  readonly seed?: number;
}): StockedProduct[] => {
  const making = { random: seededRandom(options.seed ?? 7), now: options.now, shopUrl: options.shopUrl };
  const single = productKinds.flatMap((kind) => styles.map((style) => makeProduct(kind, style, making)));
  return [...single, ...single.filter(({ kind }) => kind.kind === 'Mug').map(largeVariant)];
};
