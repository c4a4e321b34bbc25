import { utf8Bytes } from '#core/recommend/recommendation-row';

/** Keys and attribute names beside an item's text. */
const itemOverheadBytes = 120;

/** Write units of items that hold these texts: one for each begun kibibyte. */
export const writeUnits = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.ceil((utf8Bytes(text) + itemOverheadBytes) / 1024), 0);
