import { noDeals, priceShopCart } from '#local/demo/storefront/price-shop-cart';

const line = { productId: 'a', quantity: 3, listAmount: 1000, lineAmount: 2850 };
const deal = (unitAmount: number, units: number) => ({ productId: 'a', unitAmount, units, note: 'Offer price' });

describe("the demo shop's cart", () => {
  it('charges quantity prices and shipping where nothing was granted', () => {
    expect(priceShopCart([line], noDeals, 490)).toMatchObject({
      totalAmount: 3340,
      savingAmount: 150,
      shippingAmount: 490,
    });
  });

  it('grants an offer for the units it was made for, and the quantity price for the others', () => {
    const cart = priceShopCart([line], { deals: [deal(800, 1)], shipsFree: false }, 0);
    expect(cart.totalAmount).toBe(800 + 1900);
    expect(cart.lines[0]).toMatchObject({
      note: 'Offer price',
      parts: [
        { quantity: 1, amount: 800 },
        { quantity: 2, amount: 1900 },
      ],
    });
  });

  it('never charges more because of an offer', () => {
    expect(priceShopCart([line], { deals: [deal(990, 3)], shipsFree: false }, 0).totalAmount).toBe(2850);
  });

  it('ships for free when that was granted, and counts it as a saving', () => {
    expect(priceShopCart([line], { deals: [], shipsFree: true }, 490)).toMatchObject({
      totalAmount: 2850,
      savingAmount: 640,
    });
  });

  it('makes parts that add up to their lines', () => {
    const { lines } = priceShopCart([{ ...line, lineAmount: 2851 }], { deals: [deal(1, 2)], shipsFree: false }, 0);
    for (const { lineAmount, parts } of lines)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(lineAmount);
  });
});
