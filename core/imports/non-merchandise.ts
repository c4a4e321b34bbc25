/**
 * Codes that shops book beside their goods: postage, fees, corrections, discounts and vouchers. Compared in upper case
 * as a whole; a code that merely contains one of these is a product.
 */
const codes = new Set(
  [
    ['POST', 'POSTAGE', 'DOT', 'C2', 'CARRIAGE', 'SHIPPING', 'FREIGHT', 'DELIVERY', 'HANDLING'],
    ['BANK CHARGES', 'AMAZONFEE', 'FEE', 'FEES', 'CRUK', 'TIP', 'DONATION', 'TAX', 'VAT'],
    ['M', 'MANUAL', 'B', 'ADJUST', 'ADJUST2', 'ADJUSTMENT', 'S', 'SAMPLES', 'TEST'],
    ['D', 'DISCOUNT', 'COUPON', 'VOUCHER', 'GIFTCARD', 'GIFT CARD', 'GIFT_CARD', 'GIFT-CARD'],
  ].flat(),
);

/** `gift_0001_40`, `TEST001`: numbered vouchers and trial entries. */
const patterns = [/^GIFT[_-]\d/, /^TEST\d+$/];

/** True when a line's product code stands for something that cannot be recommended. `more` adds a shop's own codes. */
export const isNonMerchandise = (productId: string, more: ReadonlySet<string> = new Set()): boolean => {
  const code = productId.trim().toUpperCase();
  return codes.has(code) || more.has(code) || patterns.some((pattern) => pattern.test(code));
};

/** A shop's own codes from a comma-separated text. */
export const parseCodes = (text: string | undefined): Set<string> =>
  new Set(
    (text ?? '')
      .split(',')
      .map((code) => code.trim().toUpperCase())
      .filter(Boolean),
  );
