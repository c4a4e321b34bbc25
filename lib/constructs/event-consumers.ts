import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { namedWorkers } from '#lib/config/lambda-sources';
import { objectPrefixes } from '#lib/config/object-prefixes';
import { readAndWriteItems, readItems, writeObjects } from '#lib/constructs/access';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';
import { commonEnvironment } from '#lib/constructs/environment';
import type { WatchedGroup } from '#lib/constructs/function-alarms';
import { StreamConsumer } from '#lib/constructs/stream-consumer';
import { TableConsumer } from '#lib/constructs/table-consumer';
import { addWorkerGroup } from '#lib/constructs/worker-group';
import type { DataStack } from '#lib/stacks/data-stack';

const timeoutSeconds = 60;

/**
 * Both readers of the event stream: one keeps every event as it came, one counts and keeps session state. And the reader
 * of written orders, which credits them with what earned them.
 */
export class EventConsumers extends Construct {
  readonly archive: StreamConsumer;
  readonly aggregate: StreamConsumer;
  readonly orders: TableConsumer;
  readonly groups: WatchedGroup[];

  constructor(scope: Construct, id: string, app: AppContext, data: DataStack) {
    super(scope, id);
    const archivers = this.addArchivers(app, data);
    const aggregators = this.addAggregators(app, data);
    const attributors = this.addAttributors(app, data);
    this.groups = [archivers, aggregators, attributors];
    this.archive = new StreamConsumer(this, 'ArchiveSource', {
      stream: data.stream,
      consumer: archivers.addFunction('ArchiveEvents', {
        path: namedWorkers.archiveEvents,
        description: 'Writes the raw events to the archive bucket',
      }),
      batchSize: 1000,
      batchingWindowSeconds: 60,
      parallelization: 1,
    });
    this.aggregate = new StreamConsumer(this, 'AggregateSource', {
      stream: data.stream,
      consumer: aggregators.addFunction('AggregateEvents', {
        path: namedWorkers.aggregateEvents,
        description: 'Counts events and keeps the state of sessions',
      }),
      batchSize: 200,
      batchingWindowSeconds: 1,
      parallelization: app.settings.streamParallelization,
    });
    this.orders = new TableConsumer(this, 'OrderSource', {
      table: data.table,
      sortKey: 'ORDER',
      consumer: attributors.addFunction('AttributeOrders', {
        path: namedWorkers.attributeOrders,
        description: 'Credits orders with the clicks and offers that earned them',
      }),
      batchSize: 100,
      batchingWindowSeconds: 1,
      parallelization: app.settings.streamParallelization,
    });
  }

  /** They read the table for who was erased, whose late events are not to be archived. */
  private addArchivers(app: AppContext, { archive, table }: DataStack) {
    const group = addWorkerGroup(this, 'Archivers', 'archive-consumer', {
      app,
      environment: {
        ...commonEnvironment(app, 'archive-consumer'),
        TABLE_NAME: table.tableName,
        ARCHIVE_BUCKET_NAME: archive.bucketName,
      },
      statements: [writeObjects(archive, objectPrefixes.archive.events), readItems(table)],
      timeoutSeconds,
    });
    acknowledgeWildcards(group.role, { '/events/*': 'Keys of the archive carry company, hour and batch.' });
    return group;
  }

  private addAggregators(app: AppContext, { table }: DataStack) {
    return addWorkerGroup(this, 'Aggregators', 'aggregate-consumer', {
      app,
      environment: { ...commonEnvironment(app, 'aggregate-consumer'), TABLE_NAME: table.tableName },
      statements: readAndWriteItems(table),
      timeoutSeconds,
    });
  }

  private addAttributors(app: AppContext, { table }: DataStack) {
    return addWorkerGroup(this, 'Attributors', 'order-consumer', {
      app,
      environment: { ...commonEnvironment(app, 'order-consumer'), TABLE_NAME: table.tableName },
      statements: readAndWriteItems(table),
      timeoutSeconds,
    });
  }
}
