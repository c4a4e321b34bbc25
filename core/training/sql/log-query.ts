/**
 * The interaction log as one SQL query over the compact partition files: the same baskets, customers and sessions as
 * core/training/interaction-log makes in memory, one row per entry.
 *
 * Tables (contracts/pipeline/archive-tables): `orders`, `events`, `items`. Result columns: kind, grp, person, item, place
 * (1 … n in time order), at_ms, weight, group_ms (time of the group's newest entry), newest_ms (the log's *now*).
 * Orders and events may lie there any number of times; no orders and no events give no rows.
 */
import { longestGroup } from '#core/training/interaction-log';
import { ofRun, sqlEpochMs, sqlInteger, sqlText } from '#core/training/sql/sql-text';

export interface LogQuery {
  readonly companyId: string;
  readonly runName: string;
  /** ISO-8601 UTC; what claims to be newer is left out. */
  readonly now: string;
  /** Days back from the newest purchase, and from the newest visit; > 0. */
  readonly windowDays: number;
}

const dayMs = 86_400_000;

const recordsOf = ({ companyId, runName, now }: LogQuery): string => `
catalog AS (
  SELECT product_id, item FROM items WHERE ${ofRun({ companyId, runName })}
),
order_versions AS (
  SELECT orderid, status, orderedat, customerid, sessionid, lines,
    row_number() OVER (
      PARTITION BY orderid
      ORDER BY updatedat DESC, CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END DESC, orderedat DESC,
        coalesce(customerid, '') DESC, coalesce(sessionid, '') DESC
    ) AS version
  FROM orders WHERE ${ofRun({ companyId, runName })} AND orderid IS NOT NULL
),
order_lines AS (
  SELECT o.orderid, o.customerid, o.sessionid, o.lines[t.n].productid AS product_id, ${sqlEpochMs('o.orderedat')} AS at_ms,
    o.lines[t.n].quantity - coalesce(o.lines[t.n].refundedquantity, 0) AS units
  FROM order_versions o CROSS JOIN UNNEST(sequence(1, cardinality(o.lines))) AS t(n)
  WHERE o.version = 1 AND o.status <> 'cancelled' AND cardinality(o.lines) > 0
),
event_copies AS (
  SELECT eventid, type, occurredat, sessionid, customerid, productid, productids, orderid,
    coalesce(consent.analytics, true) AND coalesce(consent.personalization, true) AS is_allowed,
    row_number() OVER (PARTITION BY eventid ORDER BY receivedat, occurredat) AS copy
  FROM events WHERE company = ${sqlText(companyId)} AND eventid IS NOT NULL
),
allowed_events AS (
  SELECT eventid, type, occurredat, sessionid, customerid, productid, productids, orderid,
    ${sqlEpochMs('occurredat')} AS at_ms
  FROM event_copies WHERE copy = 1 AND is_allowed
),
pixel_versions AS (
  SELECT coalesce(orderid, concat('event:', eventid)) AS orderid, customerid, sessionid, at_ms,
    coalesce(productids, ARRAY[productid]) AS product_ids,
    row_number() OVER (
      PARTITION BY coalesce(orderid, concat('event:', eventid)) ORDER BY occurredat DESC, eventid DESC
    ) AS version
  FROM allowed_events WHERE type = 'purchase'
),
pixel_lines AS (
  SELECT p.orderid, p.customerid, p.sessionid, t.product_id, p.at_ms
  FROM pixel_versions p CROSS JOIN UNNEST(p.product_ids) AS t(product_id)
  WHERE p.version = 1
    AND NOT EXISTS (SELECT 1 FROM order_versions o WHERE o.orderid = p.orderid)
    AND NOT EXISTS (SELECT 1 FROM allowed_events r WHERE r.type = 'refund' AND r.orderid = p.orderid)
),
visits AS (
  SELECT e.sessionid, e.customerid, c.item, e.at_ms,
    CASE WHEN e.type IN ('add_to_cart', 'recommendation_add_to_cart') THEN 2E0 ELSE 1E0 END AS weight
  FROM allowed_events e JOIN catalog c ON c.product_id = e.productid
  WHERE e.type IN ('product_view', 'recommendation_click', 'add_to_cart', 'recommendation_add_to_cart')
    AND e.at_ms <= ${sqlInteger(Date.parse(now))}
),
customer_of_session AS (
  SELECT sessionid, min(customerid) AS customerid FROM visits WHERE customerid IS NOT NULL GROUP BY sessionid
)`;

const purchasesOf = ({ now, windowDays }: LogQuery): string => `
kept_lines AS (
  SELECT orderid, customerid, sessionid, product_id, at_ms, CAST(units AS double) AS units
  FROM order_lines WHERE units > 0
  UNION ALL
  SELECT DISTINCT orderid, customerid, sessionid, product_id, at_ms, 1E0 AS units FROM pixel_lines
),
purchases AS (
  SELECT l.orderid, c.item, l.at_ms, sum(l.units) AS units,
    CASE
      WHEN coalesce(l.customerid, s.customerid) IS NOT NULL THEN concat('customer:', coalesce(l.customerid, s.customerid))
      WHEN l.sessionid IS NOT NULL THEN concat('session:', l.sessionid)
      ELSE concat('order:', l.orderid)
    END AS person
  FROM kept_lines l
  JOIN catalog c ON c.product_id = l.product_id
  LEFT JOIN customer_of_session s ON s.sessionid = l.sessionid
  WHERE l.at_ms <= ${sqlInteger(Date.parse(now))}
  GROUP BY l.orderid, c.item, l.at_ms, l.customerid, l.sessionid, s.customerid
),
newest AS (
  SELECT (SELECT coalesce(max(at_ms), 0) FROM purchases) AS purchase_ms,
    (SELECT coalesce(max(at_ms), 0) FROM visits) AS visit_ms
),
recent_purchases AS (
  SELECT p.orderid, p.item, p.at_ms, p.units, p.person
  FROM purchases p CROSS JOIN newest n WHERE p.at_ms >= n.purchase_ms - ${sqlInteger(windowDays * dayMs)}
),
recent_visits AS (
  SELECT v.sessionid, v.item, v.at_ms, v.weight,
    row_number() OVER (PARTITION BY v.sessionid ORDER BY v.at_ms, v.item, v.weight) AS place
  FROM visits v CROSS JOIN newest n WHERE v.at_ms >= n.visit_ms - ${sqlInteger(windowDays * dayMs)}
)`;

/** A view followed by an add to cart of the same product is one step: runs of one item are joined. */
const entriesQuery = `
visit_runs AS (
  SELECT sessionid, item, at_ms, weight, place,
    place - row_number() OVER (PARTITION BY sessionid, item ORDER BY place) AS run_number
  FROM recent_visits
),
steps AS (
  SELECT sessionid, item, min(at_ms) AS at_ms, max(weight) AS weight, min(place) AS place
  FROM visit_runs GROUP BY sessionid, item, run_number
),
all_entries AS (
  SELECT 'baskets' AS kind, orderid AS grp, person, item, at_ms, units AS weight, item AS sort_key
  FROM recent_purchases
  UNION ALL
  SELECT 'customers', person, person, item, min(at_ms), sum(units), item FROM recent_purchases GROUP BY person, item
  UNION ALL
  SELECT 'sessions', s.sessionid,
    CASE WHEN c.customerid IS NULL THEN concat('session:', s.sessionid) ELSE concat('customer:', c.customerid) END,
    s.item, s.at_ms, s.weight, s.place
  FROM steps s LEFT JOIN customer_of_session c ON c.sessionid = s.sessionid
),
ordered_entries AS (
  SELECT kind, grp, person, item, at_ms, weight,
    row_number() OVER (PARTITION BY kind, grp ORDER BY at_ms, sort_key) AS place,
    row_number() OVER (PARTITION BY kind, grp ORDER BY at_ms DESC, sort_key DESC) AS from_end
  FROM all_entries
)`;

/** Only the newest entries of a group are kept, as in memory. */
export const logQuery = (query: LogQuery): string => `WITH${recordsOf(query)},${purchasesOf(query)},${entriesQuery}
SELECT e.kind, e.grp, e.person, CAST(e.item AS bigint) AS item, e.place, e.at_ms, CAST(e.weight AS double) AS weight,
  max(e.at_ms) OVER (PARTITION BY e.kind, e.grp) AS group_ms,
  greatest(n.purchase_ms, n.visit_ms) AS newest_ms
FROM ordered_entries e CROSS JOIN newest n
WHERE e.from_end <= CASE e.kind
  WHEN 'baskets' THEN ${longestGroup.baskets}
  WHEN 'customers' THEN ${longestGroup.customers}
  ELSE ${longestGroup.sessions} END`;
