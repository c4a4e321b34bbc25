import { ImportFileError, importFields, resolveColumns } from '#core/imports/column-mapping';

describe('resolveColumns', () => {
  it('recognises the header of Online Retail without any mapping', () => {
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'.split(',');
    expect(Object.fromEntries(resolveColumns('orders', header, {}).positions)).toEqual({
      orderId: 0,
      productId: 1,
      title: 2,
      quantity: 3,
      orderedAt: 4,
      unitPrice: 5,
      customerId: 6,
    });
  });

  it("recognises a Shopify order export's header", () => {
    const header = ['Name', 'Email', 'Financial Status', 'Created at', 'Lineitem quantity', 'Lineitem name'];
    const { positions } = resolveColumns('orders', [...header, 'Lineitem price', 'Lineitem sku', 'Currency'], {});
    expect(Object.fromEntries(positions)).toMatchObject({
      orderId: 0,
      orderedAt: 3,
      quantity: 4,
      unitPrice: 6,
      productId: 7,
    });
  });

  it('prefers what the mapping says, whatever the case of the column', () => {
    const header = ['id', 'sku', 'Name', 'price'];
    const { positions } = resolveColumns('products', header, { productId: 'SKU', title: 'name' });
    expect(positions.get('productId')).toBe(1);
    expect(positions.get('title')).toBe(2);
  });

  it('never reads two fields from one column that it recognised', () => {
    for (const kind of ['orders', 'products', 'customers'] as const) {
      const aliases = Object.values(importFields[kind]).flatMap((rule) => rule.aliases);
      const header = [...new Set([...Object.keys(importFields[kind]), ...aliases])];
      const { positions } = resolveColumns(kind, header, {});
      expect(new Set(positions.values()).size).toBe(positions.size);
    }
  });

  it('names the missing field and the columns that there are', () => {
    expect(() => resolveColumns('products', ['code', 'label'], {})).toThrow(
      /no column for productId.*code, label.*productId=code/s,
    );
  });

  it('does without a needed column when there is a default for it', () => {
    const columns = resolveColumns('orders', ['order', 'sku', 'price', 'date'], {}, { quantity: '1' });
    expect(columns.positions.has('quantity')).toBe(false);
  });

  it('names a mapped column that the file does not have, and a field that does not exist', () => {
    expect(() => resolveColumns('products', ['id', 'title'], { title: 'Titel' })).toThrow(ImportFileError);
    expect(() => resolveColumns('products', ['id', 'title'], { name: 'title' })).toThrow(/names name/);
  });

  it('takes columns that begin with "attribute" as free attributes', () => {
    const { attributes } = resolveColumns('products', ['id', 'title', 'attribute:colour', 'Attribute Size'], {});
    expect(Object.fromEntries(attributes)).toEqual({ colour: 2, Size: 3 });
  });
});
