/**
 * Item-to-item neighbours as one SQL query over the log's entries: the formula of core/similarity/item-knn with the
 * evidence floor and, where the parameters ask for it, core/similarity/second-step.
 *
 *   C[a,b] = Σ_g e^(−age_g/τ) · (|g| − 1)^−γ · Σ |p(a)−p(b)|^−δ · (back if b precedes a)      S[a,b] = C² / (C + shrink) / n_b^β
 *
 * A penalty of popular sources scales whole rows, which are divided by their best later on, and so is left out.
 * Result columns: source, item, score (> 0, not normalised), place (1 = best), pair_count, few_people. Sums of doubles come
 * in another order than in memory, so scores are compared after the twelfth decimal place; equal ones go by item number.
 * Cost: one join of the entries with themselves, which is what the engine spreads over its machines.
 */
import { fewestQuotablePeople } from '#core/similarity/pair-evidence';
import type { BehaviouralParameters } from '#core/training/parameters';
import type { BehaviouralRelation } from '#core/training/sql/query-names';
import { ofRun, sqlDouble, sqlInteger, sqlText } from '#core/training/sql/sql-text';

export const logKinds: Readonly<Record<BehaviouralRelation, 'baskets' | 'customers' | 'sessions'>> = {
  'bought-together': 'baskets',
  'also-bought': 'customers',
  'also-viewed': 'sessions',
};

export interface RelationQuery {
  readonly companyId: string;
  readonly runName: string;
  readonly relation: BehaviouralRelation;
  readonly parameters: BehaviouralParameters;
}

/** Decimal places after which scores are the same. */
const scorePlaces = 12;

/** Neighbours of each row that steps are taken to, as in core/similarity/second-step. */
const mostSteps = 20;

const groupsOf = (query: RelationQuery): string => `
entry AS (
  SELECT grp, person, item, place, group_ms FROM entries
  WHERE ${ofRun(query)} AND kind = ${sqlText(logKinds[query.relation])}
),
product AS (
  SELECT item, variant_group FROM items WHERE ${ofRun(query)} AND active = 1
),
sold AS (
  SELECT e.grp, e.item, e.place, p.variant_group FROM entry e JOIN product p ON p.item = e.item
),
support AS (SELECT item, CAST(count(DISTINCT grp) AS double) AS n FROM entry GROUP BY item),
bounds AS (
  SELECT max(group_ms) AS newest, CAST(greatest(1, max(group_ms) - min(group_ms)) AS double) AS span,
    CAST(count(DISTINCT grp) AS double) AS total FROM entry
),
group_weight AS (
  SELECT e.grp, ${groupWeight(query.parameters)} AS weight
  FROM (SELECT grp, count(*) AS size, max(group_ms) AS group_ms FROM entry GROUP BY grp) e CROSS JOIN bounds b
  WHERE e.size > 1
)`;

const groupWeight = ({ decaySpan, lengthPenalty, lengthOf }: BehaviouralParameters): string => {
  const others = lengthOf === 'all' ? 'e.size' : 'e.size - 1';
  const length = `power(CAST(${others} AS double), ${sqlDouble(-lengthPenalty)})`;
  if (decaySpan === undefined || !Number.isFinite(decaySpan)) return length;
  return `exp(-CAST(b.newest - e.group_ms AS double) / b.span / ${sqlDouble(decaySpan)}) * ${length}`;
};

/** What a co-occurrence of `a`, the source, with `b` is worth within its group. */
const pairWeight = ({ backward, distancePenalty, windowSteps }: BehaviouralParameters): string => {
  const direction = `CASE WHEN b.place < a.place THEN ${sqlDouble(backward)} ELSE 1E0 END`;
  const fading =
    distancePenalty > 0
      ? `${direction} * power(CAST(abs(a.place - b.place) AS double), ${sqlDouble(-distancePenalty)})`
      : direction;
  if (windowSteps === undefined) return fading;
  return `CASE WHEN abs(a.place - b.place) > ${sqlInteger(windowSteps)} THEN 0E0 ELSE ${fading} END`;
};

/** Pairs of one group, the source first; variants of one thing and products that are not sold are none. */
const meetings = `
  FROM sold a
  JOIN sold b ON b.grp = a.grp
  JOIN group_weight w ON w.grp = a.grp
  WHERE a.item <> b.item AND a.variant_group <> b.variant_group`;

/** A product may come back within a session; in baskets and for customers it is there once. */
const pairOf = ({ relation, parameters }: RelationQuery): string => {
  const weight = `w.weight * ${pairWeight(parameters)}`;
  if (logKinds[relation] !== 'sessions') {
    return `pair AS (
  SELECT a.item AS source, b.item AS item, sum(${weight}) AS weight, count(*) AS both_count${meetings}
  GROUP BY a.item, b.item
)`;
  }
  return `meeting AS (
  SELECT a.grp, a.item AS source, b.item AS item, sum(${weight}) AS weight${meetings}
  GROUP BY a.grp, a.item, b.item
),
pair AS (SELECT source, item, sum(weight) AS weight, count(*) AS both_count FROM meeting GROUP BY source, item)`;
};

const pairsOf = (query: RelationQuery): string => `
${pairOf(query)},
scored AS (
  SELECT p.source, p.item, p.both_count,
    p.weight * p.weight / (p.weight + ${sqlDouble(query.parameters.shrinkage)})
      / power(s.n, ${sqlDouble(query.parameters.popularityPenalty)}) AS score
  FROM pair p JOIN support s ON s.item = p.item WHERE p.weight > 0E0
),
nearest AS (
  SELECT source, item, both_count, score FROM (
    SELECT source, item, both_count, score,
      row_number() OVER (PARTITION BY source ORDER BY round(score, ${scorePlaces}) DESC, item) AS place
    FROM scored
  ) ranked_all WHERE place <= ${sqlInteger(query.parameters.neighbours)}
)`;

const xLogX = (x: string): string => `CASE WHEN (${x}) > 0E0 THEN (${x}) * ln(${x}) ELSE 0E0 END`;

/** Dunning's ratio of core/similarity/log-likelihood-ratio; only pairs that meet more often than by chance pass. */
const isEvident = (least: number): string => {
  const both = 'CAST(n.both_count AS double)';
  const cells = [both, `a.n - ${both}`, `b.n - ${both}`, `g.total - a.n - b.n + ${both}`].map(xLogX);
  const margins = ['a.n', 'g.total - a.n', 'b.n', 'g.total - b.n'].map(xLogX);
  const ratio = `2E0 * (${cells.join(' + ')} - (${margins.join(' + ')}) + ${xLogX('g.total')})`;
  return `${both} * g.total > a.n * b.n AND ${ratio} >= ${sqlDouble(least)}`;
};

const floorOf = ({ parameters: { leastPairCount, leastLogLikelihoodRatio } }: RelationQuery): string => {
  const isCounted = `n.both_count >= ${sqlInteger(leastPairCount)}`;
  const condition = leastLogLikelihoodRatio > 0 ? `${isCounted} AND ${isEvident(leastLogLikelihoodRatio)}` : isCounted;
  return `
met AS (
  SELECT n.source, n.item, n.score, n.score / max(n.score) OVER (PARTITION BY n.source) AS share,
    row_number() OVER (PARTITION BY n.source ORDER BY round(n.score, ${scorePlaces}) DESC, n.item) AS place
  FROM nearest n
  JOIN support a ON a.item = n.source
  JOIN support b ON b.item = n.item
  CROSS JOIN bounds g
  WHERE ${condition}
)`;
};

/** Neighbours of neighbours; every row of shares has 1 as its best. */
const secondStepOf = ({ parameters: { secondStep = 0, neighbours } }: RelationQuery): string => `
walked AS (
  SELECT source, item, share AS score FROM met
  UNION ALL
  SELECT a.source, b.item, ${sqlDouble(secondStep)} * a.share * b.share
  FROM met a JOIN met b ON b.source = a.item
  WHERE a.place <= ${mostSteps} AND b.place <= ${mostSteps} AND b.item <> a.source
),
same_thing AS (
  SELECT a.item AS source, b.item AS item FROM product a JOIN product b ON b.variant_group = a.variant_group
),
summed AS (
  SELECT w.source, w.item, sum(w.score) AS score
  FROM walked w LEFT JOIN same_thing t ON t.source = w.source AND t.item = w.item
  WHERE t.item IS NULL
  GROUP BY w.source, w.item
),
reached AS (
  SELECT source, item, score, place FROM (
    SELECT source, item, score,
      row_number() OVER (PARTITION BY source ORDER BY round(score, ${scorePlaces}) DESC, item) AS place
    FROM summed
  ) ranked_steps WHERE place <= ${sqlInteger(neighbours)}
)`;

/** Evidence is counted for the pairs that were chosen only: to tell people apart for all would cost more than all the rest. */
const evidenceOf = (result: string): string => `
witness AS (
  SELECT DISTINCT r.source, r.item, a.grp, a.person
  FROM ${result} r JOIN entry a ON a.item = r.source JOIN entry b ON b.grp = a.grp AND b.item = r.item
),
evidence AS (
  SELECT source, item, count(*) AS pair_count, count(DISTINCT person) AS people FROM witness GROUP BY source, item
)`;

export const relationQuery = (query: RelationQuery): string => {
  const hasSecondStep = (query.parameters.secondStep ?? 0) > 0;
  const result = hasSecondStep ? 'reached' : 'met';
  const secondStep = hasSecondStep ? [secondStepOf(query)] : [];
  const parts = [groupsOf(query), pairsOf(query), floorOf(query), ...secondStep, evidenceOf(result)];
  return `WITH${parts.join(',')}
SELECT r.source, r.item, r.score, r.place, coalesce(e.pair_count, 0) AS pair_count,
  CASE WHEN coalesce(e.people, 0) < ${fewestQuotablePeople} THEN 1 ELSE 0 END AS few_people
FROM ${result} r LEFT JOIN evidence e ON e.source = r.source AND e.item = r.item`;
};
