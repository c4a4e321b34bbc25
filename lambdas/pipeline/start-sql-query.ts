import { stepInputs } from '#contracts/pipeline/run';
import { trainingQuery } from '#core/training/sql/training-queries';
import { type AthenaDependencies, athenaDependencies } from '#lambdas/shared/athena-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadParameters } from '#lambdas/shared/run-content';

/** Starts one query of the run; started again, it is the same query. */
export const makeHandler = (deps: AthenaDependencies) =>
  pipelineStep('StartSqlQuery', stepInputs.query, deps, async ({ run, query }) => {
    const { companyId, runName, startedAt } = run;
    const parameters = await loadParameters(deps.artifacts, run);
    const sqlRun = { companyId, runName, now: startedAt, parameters };
    const statement = trainingQuery(query, sqlRun, deps.bucketName);
    const queryId = await deps.sql.start(statement, `${companyId} ${runName} ${query}`);
    return { result: { query, queryId, isDone: false } };
  });

export const handler = makeHandler(athenaDependencies());
