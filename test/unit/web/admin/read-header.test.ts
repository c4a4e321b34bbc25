import { readHeader, splitHeader } from '../../../../web/admin/src/imports/read-header.ts';

describe('splitHeader', () => {
  it.each([
    ['InvoiceNo,StockCode,Quantity', ['InvoiceNo', 'StockCode', 'Quantity']],
    ['id;title;price', ['id', 'title', 'price']],
    ['id\ttitle', ['id', 'title']],
    ['"Order, number";"Line item";Price', ['Order, number', 'Line item', 'Price']],
    ['id', ['id']],
  ])('reads %j', (line, columns) => {
    expect(splitHeader(line)).toEqual(columns);
  });
});

describe('readHeader', () => {
  it('reads only the first line and drops a byte order mark', async () => {
    const file = new File(['\uFEFFid,title\r\n1,Mug\r\n'], 'products.csv');
    expect(await readHeader(file)).toEqual(['id', 'title']);
  });

  it('unpacks a gzipped file', async () => {
    const packed = new Blob(['id,title\n1,Mug\n']).stream().pipeThrough(new CompressionStream('gzip'));
    const file = new File([await new Response(packed).blob()], 'products.csv.gz');
    expect(await readHeader(file)).toEqual(['id', 'title']);
  });
});
