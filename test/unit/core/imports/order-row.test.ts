import { resolveColumns } from '#core/imports/column-mapping';
import { isNonMerchandise } from '#core/imports/non-merchandise';
import { readOrderRow } from '#core/imports/order-row';
import { makeRowContext } from '#core/imports/row-context';

const header = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID'];
const good = ['536365', '85123A', 'HOLDER', '6', '2010-12-01 08:26:00', '2.55', '17850.0'];

const read = (changes: Record<string, string> = {}, defaults: Record<string, string> = {}) => {
  const cells = good.map((cell, index) => changes[header[index]!] ?? cell);
  const row = { number: 7, cells };
  const company = { currency: 'GBP', timeZone: 'Europe/London' };
  return readOrderRow(row, makeRowContext(resolveColumns('orders', header, {}), defaults, company, [row]));
};

const codeOf = (...given: Parameters<typeof read>): string => {
  const result = read(...given);
  return result.ok ? 'accepted' : `${result.error.column} ${result.error.code}`;
};

describe('readOrderRow', () => {
  it('reads a line; an id that a spreadsheet saved as a number keeps no ".0"', () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        row: 7,
        orderId: '536365',
        customerId: '17850',
        orderedAt: '2010-12-01T08:26:00.000Z',
        productId: '85123A',
        title: 'HOLDER',
        quantity: 6,
        amount: 255,
        currency: 'GBP',
        isReturn: false,
        isCancelled: false,
      },
    });
  });

  it.each([
    [{ InvoiceNo: '' }, 'InvoiceNo missing_value'],
    [{ InvoiceNo: 'a/b' }, 'InvoiceNo invalid_id'],
    [{ StockCode: '' }, 'StockCode missing_value'],
    [{ StockCode: 'post' }, 'StockCode non_merchandise'],
    [{ StockCode: 'gift_0001_40' }, 'StockCode non_merchandise'],
    [{ Quantity: '' }, 'Quantity missing_value'],
    [{ Quantity: '1.5' }, 'Quantity invalid_number'],
    [{ Quantity: '0' }, 'Quantity zero_quantity'],
    [{ Quantity: '2000001' }, 'Quantity invalid_number'],
    [{ InvoiceDate: 'soon' }, 'InvoiceDate invalid_date'],
    [{ InvoiceDate: '3/4/2011' }, 'InvoiceDate ambiguous_date'],
    [{ UnitPrice: '' }, 'UnitPrice missing_value'],
    [{ UnitPrice: 'free' }, 'UnitPrice invalid_number'],
    [{ UnitPrice: '0.0' }, 'UnitPrice non_positive_price'],
    [{ UnitPrice: '0.001' }, 'UnitPrice non_positive_price'],
    [{ UnitPrice: '-11062.06' }, 'UnitPrice non_positive_price'],
    [{ Quantity: '-5', CustomerID: '' }, 'CustomerID return_without_customer'],
  ])('rejects %j, naming the column: %s', (changes, expected) => {
    expect(codeOf(changes)).toBe(expected);
  });

  it('reads negative units and cancellation numbers as what came back', () => {
    expect(read({ Quantity: '-5' })).toMatchObject({ ok: true, value: { isReturn: true, quantity: 5 } });
    expect(read({ InvoiceNo: 'C536379', Quantity: '5' })).toMatchObject({ ok: true, value: { isReturn: true } });
    expect(read({ InvoiceNo: 'CARD-1' })).toMatchObject({ ok: true, value: { isReturn: false } });
  });

  it('takes an order without a customer, and one whose date only another row says', () => {
    expect(read({ CustomerID: '' })).toMatchObject({ ok: true, value: { customerId: '' } });
    expect(read({ InvoiceDate: '' })).toMatchObject({ ok: true, value: { orderedAt: '' } });
  });

  it('reads prices with comma or sign, and rounds what the currency cannot hold', () => {
    expect(read({ UnitPrice: '£1,250.50' })).toMatchObject({ value: { amount: 125_050 } });
    expect(read({ UnitPrice: '1.250,50 €' })).toMatchObject({ value: { amount: 125_050 } });
    expect(read({ UnitPrice: '4.165' })).toMatchObject({ value: { amount: 417 } });
  });

  it("leaves out a shop's own codes when it names them", () => {
    expect(codeOf({ StockCode: 'WRAP' }, { nonMerchandise: 'wrap, box' })).toBe('StockCode non_merchandise');
    expect(codeOf({ StockCode: 'WRAP' })).toBe('accepted');
  });
});

describe('isNonMerchandise', () => {
  it.each(['PADS', 'DCGSSBOY', 'POSTER', '15056BL', 'gift box', 'M1'])('takes %s for a product', (code) => {
    expect(isNonMerchandise(code)).toBe(false);
  });
});
