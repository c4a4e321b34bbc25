import type { Functions } from '#local/cloud/functions/functions';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import type { QueueStore } from '#local/cloud/sqs/queue-store';
import type { CheckpointStore } from '#local/cloud/streams/checkpoint-store';
import { type EventSourceMapping, startEventSourceMapping } from '#local/cloud/streams/event-source-mapping';
import { defineMapping, type MappingDefinition } from '#local/cloud/streams/mapping-definition';
import type { StreamSource } from '#local/cloud/streams/stream-source';
import type { Resolver } from '#local/cloud/template/resolver';

export type Mappings = {
  /** Tells the pollers of a service (`kinesis`, `dynamodb`) that records may have come. */
  wake(service: string): void;
  drain(): Promise<void>;
  /** Starts no more batches. */
  stop(): void;
  /** Resolves when every poller has ended. */
  readonly ended: Promise<unknown>;
};

type Options = {
  readonly resolver: Resolver;
  readonly functions: Functions;
  readonly permissions: PermissionCheck;
  readonly checkpoints: CheckpointStore;
  readonly queues: QueueStore;
  readonly sourceOf: (arn: string) => Promise<StreamSource>;
  readonly now: () => Date;
  readonly log: (line: string) => void;
};

/** Starts every event source mapping of the template. @throws when a function may not read its stream. */
export const startMappings = async (options: Options): Promise<Mappings> => {
  const abort = new AbortController();
  const resources = options.resolver.ofType('AWS::Lambda::EventSourceMapping');
  const definitions = resources.map((resource) => defineMapping(resource, options.resolver));
  for (const definition of definitions) checkReadable(definition, options);
  const sources = await Promise.all(
    definitions.map(async (definition) => {
      const source = await options.sourceOf(definition.sourceArn);
      return { definition, source, shards: await source.shards() };
    }),
  );
  // From here on nothing may fail, or pollers would go on by themselves.
  const mappings = sources.map((source) => startEventSourceMapping({ ...options, ...source, signal: abort.signal }));
  return {
    wake: (service) => {
      for (const mapping of mappings) if (serviceOf(mapping.sourceArn) === service) mapping.wake();
    },
    drain: () => drain(mappings),
    stop: () => abort.abort(),
    ended: Promise.all(mappings.map((mapping) => mapping.ended)),
  };
};

const serviceOf = (arn: string) => arn.split(':')[2] ?? '';

const checkReadable = ({ functionName, sourceArn }: MappingDefinition, { functions, permissions }: Options) => {
  const { roleArn, name } = functions.find(functionName).definition;
  const action = `${serviceOf(sourceArn)}:GetRecords`;
  const missing = permissions.missing(roleArn, [{ action, resource: sourceArn }]);
  if (missing !== undefined) throw new Error(`Function ${name} reads ${sourceArn} but its role lacks ${action}.`);
};

/** A consumer may write what another one reads: repeats until a round finds nothing new anywhere. */
const drain = async (mappings: readonly EventSourceMapping[]): Promise<void> => {
  const count = () => mappings.reduce((sum, mapping) => sum + mapping.processedCount(), 0);
  for (let before = -1; before !== count(); ) {
    before = count();
    await Promise.all(mappings.map((mapping) => mapping.untilEmpty()));
  }
};
