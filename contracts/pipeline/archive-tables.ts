/**
 * The compact files of training runs as tables for SQL. Names are in lower case, as the Glue catalog keeps them; the
 * JSON reader that the tables name takes keys of any case. `${company}` and `${run}` are given by each query.
 */
export interface ArchiveTable {
  readonly name: string;
  readonly format: 'json' | 'parquet';
  /** Columns with their Hive types. */
  readonly columns: Readonly<Record<string, string>>;
  readonly partitions: readonly ('company' | 'run')[];
  /** Key prefix in the artefact bucket. */
  readonly prefix: string;
}

/** Months of orders as PartitionRecords writes them. */
const orders: ArchiveTable = {
  name: 'orders',
  format: 'json',
  columns: {
    orderid: 'string',
    customerid: 'string',
    sessionid: 'string',
    status: 'string',
    lines: 'array<struct<productid:string,quantity:int,refundedquantity:int>>',
    orderedat: 'string',
    updatedat: 'string',
  },
  partitions: ['company', 'run'],
  prefix: `runs/\${company}/\${run}/partitions/orders/`,
};

/** Days of events, shared by the runs of a company. A day may lie there more than once; event ids tell. */
const events: ArchiveTable = {
  name: 'events',
  format: 'json',
  columns: {
    eventid: 'string',
    type: 'string',
    occurredat: 'string',
    receivedat: 'string',
    sessionid: 'string',
    customerid: 'string',
    productid: 'string',
    productids: 'array<string>',
    orderid: 'string',
    consent: 'struct<analytics:boolean,personalization:boolean>',
  },
  partitions: ['company'],
  prefix: `runs/\${company}/_partitions/events/`,
};

/** Item numbers of the run's catalog. */
const items: ArchiveTable = {
  name: 'items',
  format: 'json',
  columns: { item: 'bigint', product_id: 'string', active: 'int', variant_group: 'bigint' },
  partitions: ['company', 'run'],
  prefix: `runs/\${company}/\${run}/sql/items/`,
};

/** The interaction log that the first query of a run unloads. */
const entries: ArchiveTable = {
  name: 'entries',
  format: 'parquet',
  columns: {
    kind: 'string',
    grp: 'string',
    person: 'string',
    item: 'bigint',
    place: 'bigint',
    at_ms: 'bigint',
    weight: 'double',
    group_ms: 'bigint',
    newest_ms: 'bigint',
  },
  partitions: ['company', 'run'],
  prefix: `runs/\${company}/\${run}/sql/log/`,
};

export const archiveTables: readonly ArchiveTable[] = [orders, events, items, entries];
