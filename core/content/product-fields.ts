import type { Product } from '#core/catalog/product';
import { characterTrigrams, words } from '#core/content/tokenize';
import { categoryKeys } from '#core/recommend/popularity-list';

export const contentFields = ['title', 'trigrams', 'category', 'brand', 'tags', 'attributes'] as const;
export type ContentField = (typeof contentFields)[number];

/** What a product is, as the terms of one field. */
export const fieldTerms = (product: Product, field: ContentField): string[] => {
  switch (field) {
    case 'title':
      return words(product.title);
    case 'trigrams':
      return characterTrigrams(product.title);
    case 'category':
      return categoryKeys(product);
    case 'brand':
      return product.brand ? [product.brand.trim().toLowerCase()] : [];
    case 'tags':
      return product.tags.map((tag) => tag.trim().toLowerCase());
    case 'attributes':
      return Object.entries(product.attributes).map(([name, value]) => `${name}=${value}`.toLowerCase());
  }
};
