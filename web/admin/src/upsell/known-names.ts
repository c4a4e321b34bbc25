/** Segments that the store computes, in words; a store may give its customers others. */
export const segmentNames: Readonly<Record<string, string>> = {
  new: 'New customers',
  returning: 'Returning customers',
  vip: 'VIP',
  'at-risk': 'At risk of leaving',
  lapsed: 'Lapsed customers',
  'value-low': 'Small orders',
  'value-mid': 'Middling orders',
  'value-high': 'Large orders',
};

const names = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'none' });

/** `DE` → `Germany (DE)`. */
export const countryName = (code: string): string => `${names.of(code) ?? code} (${code})`;

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Codes that the browser cannot name are no countries; these are named, but are groups or set aside. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA', 'CQ']);

export const countryCodes: readonly string[] = letters
  .flatMap((first) => letters.map((second) => `${first}${second}`))
  .filter((code) => !notCountries.has(code) && names.of(code) !== undefined)
  .sort((a, b) => countryName(a).localeCompare(countryName(b)));
