const longestSlug = 30;

/**
 * An id for a company that chose none: its name in lower-case ASCII, and a suffix that keeps two stores
 * of one name apart (`Café Müller` → `cafe-muller-x7k2qd`).
 * @param randomText at least 6 random letters or digits; the last six are used
 */
export const companyIdFromName = (name: string, randomText: string): string => {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'store'}-${randomText.slice(-6).toLowerCase()}`;
};
