export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** Only http(s) addresses: a catalog must not be able to put `javascript:` into a shop. */
export const safeUrl = (url: string | null | undefined): string | undefined => {
  if (!url) return undefined;
  try {
    const parsed = new URL(url, document.baseURI);
    return /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
  } catch {
    return undefined;
  }
};

const safeImage = (url: string | null): string | undefined => (url?.startsWith('data:image/') ? url : safeUrl(url));

/** A frame for a product's picture, which stays empty when there is none or it cannot be loaded. */
export const buildPicture = (imageUrl: string | null): HTMLElement => {
  const picture = element('div', { class: 'picture', part: 'picture' });
  const src = safeImage(imageUrl);
  if (src === undefined) return picture;
  const image = element('img', { src, alt: '', loading: 'lazy', decoding: 'async', part: 'image' });
  image.addEventListener('error', () => image.remove());
  picture.append(image);
  return picture;
};

/** Address of a product's page: its own, else one made from the shop's template with `{productId}` in it. */
export const productUrl = (
  { productId, url }: { readonly productId: string; readonly url: string | null },
  template: string | null | undefined,
): string | undefined => safeUrl(url ?? template?.replace('{productId}', encodeURIComponent(productId)));
