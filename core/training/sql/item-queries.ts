/** What is counted per product: in how many groups it occurs, and what people want now (core/training/train-popularity). */
import type { PopularityParameters } from '#core/training/parameters';
import { ofRun, sqlDouble } from '#core/training/sql/sql-text';
import { fewestSeasonPeople, seasonWeeks, yearDays } from '#core/training/train-popularity';

interface RunName {
  readonly companyId: string;
  readonly runName: string;
}

/** Result columns: kind, item, group_count. */
export const supportQuery = (run: RunName): string =>
  `SELECT kind, item, count(DISTINCT grp) AS group_count FROM entries WHERE ${ofRun(run)} GROUP BY kind, item`;

const worth = ({ halfLifeDays, viewWeight, seasonWeight, seasonHalfDays }: PopularityParameters): string =>
  `CASE WHEN kind = 'baskets' THEN 1E0 ELSE ${sqlDouble(viewWeight)} END * ` +
  `(power(2E0, -age_days / ${sqlDouble(halfLifeDays)}) + ` +
  `${sqlDouble(seasonWeight)} * power(2E0, -abs(age_days - ${sqlDouble(yearDays)}) / ${sqlDouble(seasonHalfDays)}))`;

const { daysBefore, daysAfter } = seasonWeeks;

const isSeason =
  `age_days <= ${sqlDouble(yearDays + daysBefore)} AND ` + `age_days > ${sqlDouble(yearDays - daysAfter)}`;

const hasSeason = `season >= ${fewestSeasonPeople} AND span_days >= ${sqlDouble(yearDays + daysBefore)}`;

const seasonExpected = `(people * ${sqlDouble(daysBefore + daysAfter)} / span_days)`;

const excess = (count: string, expected: string): string =>
  `greatest(0E0, (${count} - ${expected}) / sqrt(${expected} + 1E0))`;

/**
 * Each person counts once per product, with the best of what they did. Result columns: item, popular, trending, seasonal,
 * people, recent_people.
 */
export const interestQuery = (run: RunName, parameters: PopularityParameters): string => {
  const { trendDays, trendBaselines } = parameters;
  const isBefore = `newest_age >= ${sqlDouble(trendDays)} AND newest_age < ${sqlDouble(trendDays * (1 + trendBaselines))}`;
  return `WITH aged AS (
  SELECT kind, item, person, CAST(newest_ms - at_ms AS double) / 8.64E7 AS age_days
  FROM entries WHERE ${ofRun(run)} AND kind IN ('baskets', 'sessions')
),
person AS (
  SELECT item, person, max(${worth(parameters)}) AS worth, min(age_days) AS newest_age,
    max(CASE WHEN ${isSeason} THEN 1 ELSE 0 END) AS in_season
  FROM aged GROUP BY item, person
),
span AS (SELECT max(age_days) AS span_days FROM aged),
tally AS (
  SELECT item, sum(worth) AS popular, count(*) AS people,
    CAST(sum(CASE WHEN newest_age < ${sqlDouble(trendDays)} THEN 1 ELSE 0 END) AS double) AS recent,
    CAST(sum(CASE WHEN ${isBefore} THEN 1 ELSE 0 END) AS double) / ${sqlDouble(trendBaselines)} AS expected,
    CAST(sum(in_season) AS double) AS season
  FROM person GROUP BY item
)
SELECT item, popular, ${excess('recent', 'expected')} AS trending,
  CASE WHEN ${hasSeason} THEN ${excess('season', seasonExpected)} ELSE 0E0 END AS seasonal,
  people, CAST(recent AS bigint) AS recent_people
FROM tally CROSS JOIN span`;
};
