/** Which touches may earn an order; one per company. An order keeps the windows under which it was first seen. */
export interface AttributionSettings {
  /** Hours for which a click, an add or an accepted offer may earn an order, 1 … 720. */
  readonly clickWindowHours: number;
  /** Hours for which merely having been shown may earn an order that nothing else earns, 0 (never) … 168. */
  readonly viewWindowHours: number;
}

export const defaultAttributionSettings: AttributionSettings = { clickWindowHours: 168, viewWindowHours: 0 };

/** The widest window that a company may choose: touches are kept for as long. */
export const mostWindowHours = 720;
export const mostViewWindowHours = 168;
