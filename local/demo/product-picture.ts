/** Outlines of the demo store's pictures, drawn on a 200 × 200 canvas. `fill` is the body, `accent` the detail. */
const shapes = {
  cone: '<path d="M50 60h100l-38 62v18H88v-18z" fill="FILL"/><path d="M62 140h76v12H62z" fill="ACCENT"/>',
  kettle:
    '<path d="M62 84h70l14 68H48z" fill="FILL"/><path d="M132 96c20 0 30-14 32-30l8 2c-2 24-14 38-36 40z" fill="FILL"/><path d="M66 82c0-30 62-30 62 0" fill="none" stroke="ACCENT" stroke-width="8"/><circle cx="97" cy="78" r="6" fill="ACCENT"/>',
  box: '<path d="M52 76h96v76H52z" fill="FILL"/><path d="M52 76l14-20h68l14 20z" fill="ACCENT"/><path d="M72 104h56v20H72z" fill="#fff" opacity=".75"/>',
  bag: '<path d="M60 62h80l8 92H52z" fill="FILL"/><path d="M60 62h80v-14H60z" fill="ACCENT"/><circle cx="100" cy="112" r="22" fill="#fff" opacity=".75"/>',
  tin: '<rect x="60" y="66" width="80" height="88" rx="6" fill="FILL"/><rect x="56" y="54" width="88" height="18" rx="6" fill="ACCENT"/><path d="M60 100h80v24H60z" fill="#fff" opacity=".75"/>',
  mug: '<path d="M58 70h72v66c0 10-8 18-18 18H76c-10 0-18-8-18-18z" fill="FILL"/><path d="M130 86h12c18 0 18 40 0 40h-12" fill="none" stroke="ACCENT" stroke-width="9"/><path d="M58 84h72v8H58z" fill="ACCENT" opacity=".6"/>',
  bowl: '<path d="M40 90h120c0 40-26 62-60 62s-60-22-60-62z" fill="FILL"/><path d="M40 90h120v10H40z" fill="ACCENT" opacity=".6"/>',
  stick:
    '<rect x="46" y="92" width="108" height="20" rx="10" fill="FILL"/><rect x="24" y="97" width="26" height="10" rx="5" fill="ACCENT"/><rect x="150" y="97" width="26" height="10" rx="5" fill="ACCENT"/>',
  jar: '<rect x="62" y="72" width="76" height="84" rx="14" fill="FILL"/><rect x="70" y="52" width="60" height="20" rx="5" fill="ACCENT"/><rect x="74" y="100" width="52" height="30" fill="#fff" opacity=".75"/>',
  card: '<rect x="58" y="48" width="84" height="108" rx="6" fill="FILL"/><path d="M72 68h56v10H72zM72 88h56v6H72zM72 102h40v6H72z" fill="ACCENT"/>',
  cloth:
    '<path d="M52 56h96v92l-16-8-16 8-16-8-16 8-16-8-16 8z" fill="FILL"/><path d="M52 72h96v6H52zM52 88h96v6H52z" fill="ACCENT" opacity=".7"/>',
  plate:
    '<circle cx="100" cy="104" r="58" fill="FILL"/><circle cx="100" cy="104" r="38" fill="none" stroke="ACCENT" stroke-width="5" opacity=".7"/>',
  glass:
    '<path d="M68 48h64c0 40-14 56-28 58v36h20v10H76v-10h20v-36C82 104 68 88 68 48z" fill="FILL"/><path d="M72 68h56c-2 12-6 20-10 26H82c-4-6-8-14-10-26z" fill="ACCENT" opacity=".6"/>',
  vase: '<path d="M84 44h32v26c22 16 28 34 24 54-4 18-16 30-40 30s-36-12-40-30c-4-20 2-38 24-54z" fill="FILL"/><path d="M84 60h32v8H84z" fill="ACCENT"/>',
  pot: '<path d="M56 84h88l-12 70H68z" fill="FILL"/><rect x="50" y="72" width="100" height="18" rx="4" fill="ACCENT"/><path d="M100 72c-4-22-22-26-30-26 2 16 12 26 30 26zm0 0c4-28 20-34 32-34-2 20-14 32-32 34z" fill="#7d9460"/>',
  candle:
    '<rect x="66" y="84" width="68" height="70" rx="8" fill="FILL"/><rect x="66" y="104" width="68" height="26" fill="#fff" opacity=".75"/><path d="M100 84V70" stroke="#444" stroke-width="3"/><path d="M100 46c10 12 8 24 0 24s-10-12 0-24z" fill="ACCENT"/>',
  cushion:
    '<path d="M52 60c30 8 66 8 96 0-8 30-8 60 0 90-30-8-66-8-96 0 8-30 8-60 0-90z" fill="FILL"/><path d="M70 78c20 5 40 5 60 0-5 18-5 36 0 54-20-5-40-5-60 0 5-18 5-36 0-54z" fill="none" stroke="ACCENT" stroke-width="4"/>',
  flower:
    '<path d="M100 154V92M100 130L76 98M100 138l26-44" stroke="#8a7a55" stroke-width="4" fill="none"/><circle cx="100" cy="76" r="18" fill="FILL"/><circle cx="70" cy="88" r="14" fill="ACCENT"/><circle cx="130" cy="84" r="14" fill="ACCENT"/>',
} as const;

export type PictureShape = keyof typeof shapes;

export interface PictureColours {
  readonly colour: string;
  readonly accent: string;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An SVG picture of a product: its kind's outline in its style's colours on a soft ground. */
export const drawProduct = (shape: PictureShape, { colour, accent }: PictureColours, title: string): string => {
  const drawing = shapes[shape].replaceAll('FILL', colour).replaceAll('ACCENT', accent);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img" aria-label="${escapeXml(title)}"><rect width="200" height="200" fill="#f6f2ec"/><ellipse cx="100" cy="160" rx="62" ry="7" fill="#000" opacity=".08"/>${drawing}</svg>`;
};
