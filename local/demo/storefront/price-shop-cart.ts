/** What an accepted offer lets units of a product cost. */
export interface Deal {
  readonly productId: string;
  /** Minor units of one unit. */
  readonly unitAmount: number;
  /** Units that it holds for. */
  readonly units: number;
  /** What the cart page writes beside the line. */
  readonly note: string;
}

/** What one cart was granted. */
export interface CartDeals {
  readonly deals: readonly Deal[];
  readonly shipsFree: boolean;
}

export const noDeals: CartDeals = { deals: [], shipsFree: false };

/** A line as the API prices it: list price and quantity discounts. */
export interface LinePrice {
  readonly productId: string;
  readonly quantity: number;
  readonly listAmount: number;
  readonly lineAmount: number;
}

export interface ShopLine extends LinePrice {
  /** Units at one price each, which together make the line; what an order says. */
  readonly parts: readonly { readonly quantity: number; readonly amount: number }[];
  readonly note: string | null;
}

export interface ShopCart {
  readonly lines: readonly ShopLine[];
  readonly shippingAmount: number;
  readonly totalAmount: number;
  /** Off list prices and shipping. */
  readonly savingAmount: number;
}

const priceLine = (line: LinePrice, { deals }: CartDeals): ShopLine => {
  const { quantity, listAmount, lineAmount } = line;
  const usual = lineAmount / quantity;
  const deal = deals
    .filter(({ productId, unitAmount }) => productId === line.productId && unitAmount < usual)
    .sort((a, b) => a.unitAmount - b.unitAmount)[0];
  if (!deal) {
    const note = lineAmount < listAmount * quantity ? 'Quantity price' : null;
    return { ...line, parts: [{ quantity, amount: lineAmount }], note };
  }
  const dealt = Math.min(quantity, deal.units);
  const rest = quantity - dealt;
  const restAmount = Math.round(usual * rest);
  const parts = [{ quantity: dealt, amount: deal.unitAmount * dealt }];
  return {
    ...line,
    lineAmount: deal.unitAmount * dealt + restAmount,
    parts: rest > 0 ? [...parts, { quantity: rest, amount: restAmount }] : parts,
    note: deal.note,
  };
};

/** The shop's own reckoning: the better of the quantity price and what an accepted offer grants, and shipping. */
export const priceShopCart = (lines: readonly LinePrice[], granted: CartDeals, shippingAmount: number): ShopCart => {
  const priced = lines.map((line) => priceLine(line, granted));
  const goods = priced.reduce((sum, { lineAmount }) => sum + lineAmount, 0);
  const list = lines.reduce((sum, { listAmount, quantity }) => sum + listAmount * quantity, 0);
  const shipping = granted.shipsFree ? 0 : shippingAmount;
  return {
    lines: priced,
    shippingAmount: shipping,
    totalAmount: goods + shipping,
    savingAmount: list - goods + (shippingAmount - shipping),
  };
};
