/**
 * Last touch, line by line. Of the touches that were about a line's product, not later than the order and not earlier
 * than the window allows, the latest earns the line: a click (add, accepted offer) if there is any, else a view.
 *
 *   earner(line) = argmax { (at, eventId, sessionId) : product ∈ touch, ordered − window(kind) ≤ at ≤ ordered },
 *                  over clicks first, over views only where no click is left
 *
 * A line is one sale and has one earner, so no widget, rule or experiment is credited with it beside another. Windows
 * are elapsed time, whatever clocks were changed in between. Touches in any order give the same answer.
 * Source: the last-touch model of web analytics (Google Analytics Help, "Attribution models"; J. Barajas et al.,
 * "Experimental designs and estimation for online display advertising attribution", Marketing Science 35, 2016, which
 * also says what such a model cannot tell: what would have been bought anyway). O(lines + touches · log touches).
 */
import type { AttributionSettings } from '#core/attribution/attribution-settings';
import { joinTouches, type Touch, type TouchKind } from '#core/attribution/touch';

export interface AttributableOrder {
  /** When the shopper bought, ISO-8601 UTC. */
  readonly orderedAt: string;
  /** `productId` is null where nobody said what was bought. */
  readonly lines: readonly { readonly productId: string | null }[];
}

const hourMs = 3_600_000;

const isWithin = (touch: Touch, orderedMs: number, windowHours: number): boolean => {
  const elapsedMs = orderedMs - Date.parse(touch.at);
  return elapsedMs >= 0 && elapsedMs <= windowHours * hourMs;
};

/** The latest touch of a kind for each product. */
const latestByProduct = (
  touches: readonly Touch[],
  kind: TouchKind,
  orderedAt: string,
  windowHours: number,
): Map<string, Touch> => {
  const latest = new Map<string, Touch>();
  if (windowHours <= 0) return latest;
  const orderedMs = Date.parse(orderedAt);
  for (const touch of touches) {
    if (touch.kind !== kind || !isWithin(touch, orderedMs, windowHours)) continue;
    for (const productId of touch.productIds) if (!latest.has(productId)) latest.set(productId, touch);
  }
  return latest;
};

/** What earned each line of an order, in the order of its lines; undefined for a line that nothing earned. */
export const attributeOrder = (
  { orderedAt, lines }: AttributableOrder,
  touches: readonly Touch[],
  { clickWindowHours, viewWindowHours }: AttributionSettings,
): (Touch | undefined)[] => {
  const latestFirst = joinTouches(touches);
  const clicks = latestByProduct(latestFirst, 'click', orderedAt, clickWindowHours);
  const views = latestByProduct(latestFirst, 'view', orderedAt, viewWindowHours);
  return lines.map(({ productId }) =>
    productId === null ? undefined : (clicks.get(productId) ?? views.get(productId)),
  );
};
