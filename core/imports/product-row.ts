import { type Product, type ProductStatus, productStatuses } from '#core/catalog/product';
import { parsePrice, parseWholeNumber } from '#core/imports/parse-number';
import type { RejectionCode } from '#core/imports/rejection';
import { failRow, readRow } from '#core/imports/row-fault';
import { cellOf, idOf, isId, type RawRow, type RowContext } from '#core/imports/row-reader';
import type { Money } from '#core/money/money';

const statusWords: Readonly<Record<string, ProductStatus>> = {
  true: 'active',
  yes: 'active',
  1: 'active',
  publish: 'active',
  published: 'active',
  enabled: 'active',
  false: 'draft',
  no: 'draft',
  0: 'draft',
  disabled: 'draft',
  hidden: 'draft',
};

type FieldReader<T> = (text: string, code: (code: RejectionCode) => never) => T;

const read = <T>(row: RawRow, field: string, context: RowContext, reader: FieldReader<T>): T | undefined => {
  const text = cellOf(row, field, context);
  return text === '' ? undefined : reader(text, (code) => failRow(row, field, code, context));
};

const needed = <T>(row: RawRow, field: string, context: RowContext, reader: FieldReader<T>): T =>
  read(row, field, context, reader) ?? failRow(row, field, 'missing_value', context);

const asId: FieldReader<string> = (text, fail) => (isId(idOf(text)) ? idOf(text) : fail('invalid_id'));

const asText =
  (longest: number): FieldReader<string> =>
  (text) =>
    text.slice(0, longest);

const asUrl: FieldReader<string> = (text, fail) =>
  /^https?:\/\/\S+$/.test(text) && text.length <= 2000 ? text : fail('invalid_url');

const asCount: FieldReader<number> = (text, fail) => {
  const count = parseWholeNumber(text);
  return count === undefined || count > 1e9 ? fail('invalid_number') : Math.max(0, count);
};

const asPrice =
  (currency: string): FieldReader<Money> =>
  (text, fail) => {
    const amount = parsePrice(text, currency) ?? fail('invalid_number');
    return amount < 0 ? fail('non_positive_price') : { amount, currency };
  };

const asStatus: FieldReader<ProductStatus> = (text, fail) => {
  const word = text.toLowerCase();
  return productStatuses.find((status) => status === word) ?? statusWords[word] ?? fail('invalid_value');
};

/** `Kitchen > Baking` or `Kitchen/Baking`: the path from the root. */
const asPath: FieldReader<string[]> = (text) =>
  text
    .split(/\s*[>/|]\s*/)
    .filter(Boolean)
    .slice(0, 8)
    .map((part) => part.slice(0, 120));

const asList: FieldReader<string[]> = (text) =>
  [...new Set(text.split(/[,;|]/).map((part) => part.trim().slice(0, 60)))].filter(Boolean).slice(0, 50);

const attributesOf = (row: RawRow, { columns }: RowContext): Record<string, string> =>
  Object.fromEntries(
    [...columns.attributes]
      .map(([name, position]) => [name.slice(0, 60), (row.cells[position] ?? '').trim().slice(0, 300)] as const)
      .filter(([name, value]) => name !== '' && value !== ''),
  );

/** Reads a row of a product file. Without a time of its own a product was changed at `now`. */
export const readProductRow = (row: RawRow, context: RowContext, now: string) =>
  readRow((): Product => {
    const currency = read(row, 'currency', context, (text) => text.toUpperCase()) ?? context.currency;
    if (!/^[A-Z]{3}$/.test(currency)) failRow(row, 'currency', 'invalid_currency', context);
    const price = read(row, 'price', context, asPrice(currency));
    return {
      productId: needed(row, 'productId', context, asId),
      sku: read(row, 'sku', context, asText(128)),
      title: needed(row, 'title', context, asText(500)),
      categoryPath: read(row, 'category', context, asPath) ?? [],
      brand: read(row, 'brand', context, asText(120)),
      prices: price ? [price] : [],
      cost: read(row, 'cost', context, asPrice(currency)),
      stock: read(row, 'stock', context, asCount),
      status: read(row, 'status', context, asStatus) ?? 'active',
      attributes: attributesOf(row, context),
      imageUrl: read(row, 'imageUrl', context, asUrl),
      url: read(row, 'url', context, asUrl),
      variantOf: read(row, 'variantOf', context, asId),
      tags: read(row, 'tags', context, asList) ?? [],
      updatedAt:
        read(row, 'updatedAt', context, (text, fail) => context.readInstant(text) ?? fail('invalid_date')) ?? now,
    };
  });
