import type { ImportKind } from '#core/imports/import-job';

interface FieldRule {
  readonly needed?: boolean;
  /** Headers of common exports, lower case with letters and digits only. */
  readonly aliases: readonly string[];
}

/**
 * Fields of each kind with the headers they are recognised by: our own names, Online Retail (UCI), and the CSV
 * exports of Shopify, WooCommerce, Magento and BigCommerce.
 */
export const importFields: Readonly<Record<ImportKind, Readonly<Record<string, FieldRule>>>> = {
  orders: {
    orderId: {
      needed: true,
      aliases: ['invoiceno', 'invoice', 'ordernumber', 'orderno', 'incrementid', 'order', 'name'],
    },
    productId: {
      needed: true,
      aliases: ['stockcode', 'lineitemsku', 'sku', 'itemsku', 'productsku', 'product', 'itemid', 'variantid'],
    },
    quantity: { needed: true, aliases: ['lineitemquantity', 'qty', 'qtyordered', 'units', 'itemquantity'] },
    unitPrice: { needed: true, aliases: ['lineitemprice', 'price', 'itemprice', 'itemcost'] },
    orderedAt: {
      needed: true,
      aliases: ['invoicedate', 'orderdate', 'createdat', 'date', 'purchasedate', 'purchasedon', 'datecreated'],
    },
    customerId: { aliases: ['customer', 'userid', 'customernumber', 'clientid', 'buyerid'] },
    title: {
      aliases: ['description', 'lineitemname', 'productname', 'itemname', 'producttitle', 'productdescription'],
    },
    currency: { aliases: ['currencycode', 'ordercurrency', 'ordercurrencycode'] },
    status: { aliases: ['orderstatus', 'state', 'financialstatus'] },
  },
  products: {
    productId: { needed: true, aliases: ['id', 'productcode', 'stockcode', 'handle', 'entityid', 'sku', 'variantsku'] },
    title: { needed: true, aliases: ['name', 'productname', 'producttitle', 'description'] },
    sku: { aliases: ['variantsku', 'productcode'] },
    price: { aliases: ['unitprice', 'variantprice', 'regularprice', 'listprice'] },
    currency: { aliases: ['currencycode'] },
    cost: { aliases: ['costprice', 'costperitem', 'unitcost'] },
    category: { aliases: ['categories', 'categorypath', 'producttype', 'type', 'department', 'productcategory'] },
    brand: { aliases: ['vendor', 'manufacturer', 'brandname'] },
    stock: { aliases: ['quantity', 'qty', 'inventory', 'stocklevel', 'variantinventoryqty', 'instock'] },
    status: { aliases: ['published', 'state'] },
    imageUrl: { aliases: ['image', 'images', 'imagesrc', 'imagelink', 'baseimage'] },
    url: { aliases: ['link', 'producturl', 'permalink'] },
    variantOf: { aliases: ['parent', 'parentid', 'itemgroupid', 'parentsku'] },
    tags: { aliases: ['tag', 'labels', 'keywords'] },
    updatedAt: { aliases: ['modifiedat', 'lastmodified', 'dateupdated'] },
  },
  customers: {
    customerId: { needed: true, aliases: ['id', 'customer', 'userid', 'customernumber', 'entityid'] },
    email: { aliases: ['emailaddress', 'mail', 'customeremail'] },
    segments: { aliases: ['segment', 'groups', 'group', 'customergroup', 'tags'] },
    updatedAt: { aliases: ['modifiedat', 'lastmodified', 'dateupdated'] },
  },
};

/** Product columns that begin so hold a free attribute: `attribute:colour`. */
const attributePrefix = /^attribute[:. ]\s*/i;

export interface ColumnMapping {
  /** Field → position of its column. */
  readonly positions: ReadonlyMap<string, number>;
  /** Field → name of its column, for messages. */
  readonly names: ReadonlyMap<string, string>;
  /** Free attribute → position of its column. */
  readonly attributes: ReadonlyMap<string, number>;
}

/** The file cannot be imported as it is; the message says what to do. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

const plain = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const explicitPosition = (field: string, column: string, header: readonly string[]): number => {
  const exact = header.indexOf(column);
  const position = exact >= 0 ? exact : header.findIndex((name) => plain(name) === plain(column));
  if (position >= 0) return position;
  throw new ImportFileError(
    `The mapping takes ${field} from the column "${column}", which the file does not have. Its columns are: ${header.join(', ')}.`,
  );
};

const recognisedPosition = (field: string, rule: FieldRule, header: readonly string[], taken: Set<number>): number => {
  const names = [plain(field), ...rule.aliases];
  const positions = names.map((name) =>
    header.findIndex((column, index) => plain(column) === name && !taken.has(index)),
  );
  return positions.find((position) => position >= 0) ?? -1;
};

const checkFields = (kind: ImportKind, mapping: Readonly<Record<string, string>>): void => {
  const known = Object.keys(importFields[kind]);
  const unknown = Object.keys(mapping).find((field) => !known.includes(field));
  if (unknown === undefined) return;
  throw new ImportFileError(`The mapping names ${unknown}, which ${kind} do not have. Fields: ${known.join(', ')}.`);
};

/**
 * Finds the column of every field: as told by `mapping`, else by the header's name.
 * @throws ImportFileError naming the field that has no column, or the column that is not there
 */
export const resolveColumns = (
  kind: ImportKind,
  header: readonly string[],
  mapping: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>> = {},
): ColumnMapping => {
  checkFields(kind, mapping);
  const positions = new Map<string, number>();
  for (const [field, column] of Object.entries(mapping)) positions.set(field, explicitPosition(field, column, header));
  const taken = new Set(positions.values());
  for (const [field, rule] of Object.entries(importFields[kind])) {
    if (positions.has(field)) continue;
    const position = recognisedPosition(field, rule, header, taken);
    if (position >= 0) {
      positions.set(field, position);
      taken.add(position);
    } else if (rule.needed && defaults[field] === undefined) {
      throw new ImportFileError(
        `The file has no column for ${field}. Its columns are: ${header.join(', ')}. Name the right one in the mapping, e.g. ${field}=${header[0] ?? 'Column'}.`,
      );
    }
  }
  const attributes = new Map(
    header.flatMap((name, index) =>
      attributePrefix.test(name) ? [[name.replace(attributePrefix, ''), index]] : [],
    ) as [string, number][],
  );
  return { positions, names: new Map([...positions].map(([field, index]) => [field, header[index]!])), attributes };
};
