import { stepInputs } from '#contracts/pipeline/run';
import { type AthenaDependencies, athenaDependencies } from '#lambdas/shared/athena-dependencies';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';

/** Looks whether a query is done. A failed one fails the run with the engine's own words: repeating it would not help. */
export const makeHandler = (deps: AthenaDependencies) =>
  pipelineStep('CheckSqlQuery', stepInputs.startedQuery, deps, async ({ run, query, queryId }) => {
    const found = await deps.sql.state(queryId);
    if (found.state === 'failed') {
      throw new PermanentRunError(`The query "${query}" failed in Amazon Athena: ${found.reason} (query ${queryId})`);
    }
    const result = { query, queryId, isDone: found.state === 'done' };
    if (found.state === 'running') return { result };
    return { run, part: query, counts: { athenaScannedBytes: found.scannedBytes }, result };
  });

export const handler = makeHandler(athenaDependencies());
