/** The SQL statements of a run: the log first, then what is made of it, each unloaded below the run's own folder. */
import { runFiles } from '#core/models/run-files';
import type { TrainingParameters } from '#core/training/parameters';
import { interestQuery, supportQuery } from '#core/training/sql/item-queries';
import { logQuery } from '#core/training/sql/log-query';
import type { SqlQueryName } from '#core/training/sql/query-names';
import { relationQuery } from '#core/training/sql/relation-query';

export interface SqlRun {
  readonly companyId: string;
  readonly runName: string;
  /** ISO-8601 UTC. */
  readonly now: string;
  readonly parameters: TrainingParameters;
}

const selectOf = (name: SqlQueryName, run: SqlRun): string => {
  if (name === 'log') return logQuery({ ...run, windowDays: run.parameters.windowDays });
  if (name === 'support') return supportQuery(run);
  if (name === 'interest') return interestQuery(run, run.parameters.popularity);
  return relationQuery({ ...run, relation: name, parameters: run.parameters.relations[name] });
};

/** The log stays among machines and is Parquet; results are read by a function and are JSON. */
export const trainingQuery = (name: SqlQueryName, run: SqlRun, bucketName: string): string => {
  const format =
    name === 'log' ? "format = 'PARQUET', compression = 'SNAPPY'" : "format = 'JSON', compression = 'gzip'";
  const place = `s3://${bucketName}/${runFiles(run).sqlResult(name)}`;
  return `UNLOAD (${selectOf(name, run)}) TO '${place}' WITH (${format})`;
};
