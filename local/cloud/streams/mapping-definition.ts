import type { RetrySettings } from '#local/cloud/streams/process-batch';
import { filtersOf, type RecordFilter } from '#local/cloud/streams/record-filter';
import type { Resource } from '#local/cloud/template/assembly';
import { asTexts, flagAt, numberAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type MappingDefinition = RetrySettings & {
  readonly id: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly position: 'TRIM_HORIZON' | 'LATEST';
  readonly filters: RecordFilter[];
  /** Name of the queue or topic that gets the failed batches. */
  readonly failureDestination: string | undefined;
};

/** Long windows gather traffic that a laptop does not have; order and batch size stay as they are. */
const maxLocalWindowMs = 50;

export const defineMapping = (resource: Resource, resolver: Resolver): MappingDefinition => {
  const properties = resolver.properties(resource);
  const retries = numberAt(properties, 'MaximumRetryAttempts') ?? -1;
  const destination = textAt(objectAt(objectAt(properties, 'DestinationConfig'), 'OnFailure'), 'Destination');
  const windowSeconds = numberAt(properties, 'MaximumBatchingWindowInSeconds') ?? 0;
  return {
    id: `${resource.stack.name}/${resource.logicalId}`,
    functionName: textAt(properties, 'FunctionName') ?? '',
    sourceArn: textAt(properties, 'EventSourceArn') ?? '',
    batchSize: numberAt(properties, 'BatchSize') ?? 100,
    windowMs: Math.min(windowSeconds * 1000, maxLocalWindowMs),
    position: textAt(properties, 'StartingPosition') === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    reportsItemFailures: asTexts(properties.FunctionResponseTypes).includes('ReportBatchItemFailures'),
    bisects: flagAt(properties, 'BisectBatchOnFunctionError'),
    maxRetries: retries < 0 ? Number.POSITIVE_INFINITY : retries,
    filters: filtersOf(objectAt(properties, 'FilterCriteria')),
    failureDestination: destination?.split(':').at(-1),
  };
};
