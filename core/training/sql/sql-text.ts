/**
 * Literals of the dialect that Amazon Athena (Trino) and DuckDB share. Only ids that contracts have checked reach a query,
 * and they are quoted all the same.
 */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** In scientific notation, since `0.5` is a decimal number of few digits in either engine. @throws RangeError unless finite. */
export const sqlDouble = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written as SQL`);
  return value.toExponential().replace('e+', 'E').replace('e', 'E');
};

/** @throws RangeError unless a safe integer. */
export const sqlInteger = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an integer`);
  return String(value);
};

/** Epoch milliseconds of an ISO-8601 UTC text with or without milliseconds; null when it is none. */
export const sqlEpochMs = (column: string): string =>
  "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00.000', " +
  `TRY_CAST(replace(replace(substr(${column}, 1, 23), 'T', ' '), 'Z', '') AS timestamp))`;

/** The files of one run: the tables are partitioned by company and run. */
export const ofRun = ({ companyId, runName }: { companyId: string; runName: string }): string =>
  `company = ${sqlText(companyId)} AND run = ${sqlText(runName)}`;
