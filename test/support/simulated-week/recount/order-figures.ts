import { countedEvents } from '#test/support/simulated-week/recount/count-days';
import { aFigure, type FigureDimension, type FigureRow } from '#test/support/simulated-week/recount/figures';
import { newestOrders } from '#test/support/simulated-week/recount/newest-orders';
import { storeDayAt } from '#test/support/simulated-week/week-calendar';
import { weekProduct } from '#test/support/simulated-week/week-catalog';
import type { OrderVersion, TruthEvent, WeekTruth } from '#test/support/simulated-week/week-truth';

interface SoldLine {
  readonly productId: string;
  readonly quantity: number;
  readonly kept: number;
  readonly unitAmount: number;
}

interface Sale {
  readonly orderId: string;
  readonly orderedMs: number;
  readonly currency: string;
  readonly lines: readonly SoldLine[];
  readonly sessionIds: readonly string[];
  readonly customerIds: readonly string[];
  /** Costs are known of what a server sold. */
  readonly isServers: boolean;
}

/** What may earn a line: a click, an add or an accepted offer; where nothing of it is left, having been shown. */
interface Touch {
  readonly kind: 'click' | 'view';
  readonly atMs: number;
  readonly sessionId: string;
  readonly customerId: string | undefined;
  readonly productIds: readonly string[];
  readonly dimension: FigureDimension;
}

const customerOf = ({ wire }: TruthEvent): string | undefined =>
  wire.consent?.personalization === false ? undefined : wire.customerId;

const linesOfServer = ({ lines, status }: OrderVersion): SoldLine[] =>
  lines.map(({ productId, quantity, refundedQuantity, unitPrice }) => ({
    productId,
    quantity,
    kept: status === 'cancelled' ? 0 : quantity - refundedQuantity,
    unitAmount: unitPrice.amount,
  }));

/** A page tells products and a total: one unit each, the total spread evenly, the first ones taking what is left over. */
const linesOfPage = ({ wire }: TruthEvent): SoldLine[] => {
  const productIds = wire.productIds!;
  const total = wire.value!.amount;
  const [share, rest] = [Math.floor(total / productIds.length), total % productIds.length];
  return productIds.map((productId, index) => ({
    productId,
    quantity: 1,
    kept: 1,
    unitAmount: share + (index < rest ? 1 : 0),
  }));
};

const known = (...ids: (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);

const sales = (truth: WeekTruth): Sale[] => {
  const pages = new Map(
    countedEvents(truth).flatMap((event) => (event.wire.type === 'purchase' ? [[event.wire.orderId!, event]] : [])),
  );
  const servers = new Map(newestOrders(truth).map((order) => [order.orderId, order]));
  return [...new Set([...pages.keys(), ...servers.keys()])].map((orderId) => {
    const [page, server] = [pages.get(orderId), servers.get(orderId)];
    return {
      orderId,
      orderedMs: server ? Date.parse(server.orderedAt) : page!.occurredMs,
      currency: server?.currency ?? page!.wire.value!.currency,
      lines: server ? linesOfServer(server) : linesOfPage(page!),
      sessionIds: known(server?.sessionId, page?.wire.sessionId),
      customerIds: known(server?.customerId, page && customerOf(page)),
      isServers: server !== undefined,
    };
  });
};

const touchKinds: Readonly<Record<string, Touch['kind']>> = {
  recommendation_click: 'click',
  recommendation_add_to_cart: 'click',
  recommendation_impression: 'view',
};

const touchOf = (event: TruthEvent): Touch | undefined => {
  const { wire, list, item, offer, occurredMs: atMs } = event;
  const who = { atMs, sessionId: wire.sessionId, customerId: customerOf(event) };
  if (wire.type === 'offer_accept' && offer) {
    const { ruleId, experimentId, variant, productIds } = offer;
    return { ...who, kind: 'click', productIds, dimension: aFigure({ scope: 'offer', ruleId, experimentId, variant }) };
  }
  const kind = touchKinds[wire.type];
  if (!kind || !list || !item) return undefined;
  const { placement, modelVersion, experiment } = list;
  const { relation } = item;
  const dimension = aFigure({ scope: 'recommendation', placement, modelVersion, relation, ...experiment });
  return { ...who, kind, productIds: wire.productIds ?? [wire.productId!], dimension };
};

/** For how long before a sale something may earn it, ms. */
export type Windows = Readonly<Record<Touch['kind'], number>>;

/** The last click on a product before the sale, within its window; else the last list that showed it, within its own. */
const earnerOf = (
  { productId }: SoldLine,
  { orderedMs, sessionIds, customerIds }: Sale,
  touches: readonly Touch[],
  windows: Windows,
): Touch | undefined => {
  const mayEarn = touches
    .filter(
      ({ kind, atMs, productIds, sessionId, customerId }) =>
        productIds.includes(productId) &&
        atMs <= orderedMs &&
        atMs >= orderedMs - windows[kind] &&
        (sessionIds.includes(sessionId) || (customerId !== undefined && customerIds.includes(customerId))),
    )
    .sort((a, b) => b.atMs - a.atMs);
  return mayEarn.find(({ kind }) => kind === 'click') ?? mayEarn[0];
};

const costOf = (productId: string, currency: string): number | undefined => {
  const { cost } = weekProduct(productId);
  return cost.currency === currency ? cost.amount : undefined;
};

const lineCounts = ({ productId, quantity, kept, unitAmount }: SoldLine, { currency, isServers }: Sale) => {
  const cost = isServers ? costOf(productId, currency) : undefined;
  return {
    units: kept,
    revenueMinor: kept * unitAmount,
    refundMinor: (quantity - kept) * unitAmount,
    ...(cost !== undefined && { marginMinor: kept * (unitAmount - cost), costedRevenueMinor: kept * unitAmount }),
  };
};

const saleFigures = (sale: Sale, touches: readonly Touch[], windows: Windows): FigureRow[] => {
  const { currency, lines, orderedMs } = sale;
  const date = storeDayAt(orderedMs);
  const store = aFigure({ currency });
  const isKept = lines.some(({ kept }) => kept > 0);
  const rows: FigureRow[] = [{ date, dimension: store, counts: { orders: isKept ? 1 : 0 } }];
  const earnersWithOrder = new Set<string>();
  let isInfluenced = false;
  for (const line of lines) {
    rows.push({ date, dimension: store, counts: lineCounts(line, sale) });
    const earner = earnerOf(line, sale, touches, windows);
    if (!earner) continue;
    const dimension = { ...earner.dimension, currency };
    rows.push({ date, dimension, counts: lineCounts(line, sale) });
    if (line.kept === 0) continue;
    isInfluenced = true;
    if (!earnersWithOrder.has(JSON.stringify(dimension))) rows.push({ date, dimension, counts: { orders: 1 } });
    earnersWithOrder.add(JSON.stringify(dimension));
  }
  const revenue = lines.reduce((sum, { kept, unitAmount }) => sum + kept * unitAmount, 0);
  if (isInfluenced)
    rows.push({ date, dimension: store, counts: { influencedOrders: 1, influencedRevenueMinor: revenue } });
  return rows;
};

/** What the orders of the week come to on the store day on which they were placed, and what earned their lines. */
export const orderFigures = (truth: WeekTruth, windows: Windows): FigureRow[] => {
  const touches = countedEvents(truth).flatMap((event) => touchOf(event) ?? []);
  return sales(truth).flatMap((sale) => saleFigures(sale, touches, windows));
};
