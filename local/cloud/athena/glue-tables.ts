import type { SqlTable } from '#local/cloud/athena/sql-engine';
import { isObject, type Json, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

/** The template's tables. @throws Error for a table whose partitions are not given by queries. */
export const glueTables = (resolver: Resolver): SqlTable[] =>
  resolver.ofType('AWS::Glue::Table').map((resource) => {
    const table = objectAt(resolver.properties(resource), 'TableInput');
    const name = textAt(table, 'Name') ?? '';
    const parameters = objectAt(table, 'Parameters');
    const partitions = listAt(table, 'PartitionKeys').map((key) => textAt(key, 'Name') ?? '');
    const other = partitions.find((column) => parameters[`projection.${column}.type`] !== 'injected');
    if (other !== undefined) throw new Error(`Table ${name}: the partition ${other} is not projected as "injected".`);
    return {
      name,
      format: textAt(parameters, 'classification') === 'parquet' ? 'parquet' : 'json',
      columns: columnsOf(listAt(objectAt(table, 'StorageDescriptor'), 'Columns')),
      partitions,
      location: textAt(parameters, 'storage.location.template') ?? '',
    };
  });

const columnsOf = (columns: readonly Json[]): Record<string, string> =>
  Object.fromEntries(
    columns.filter(isObject).map((column) => [textAt(column, 'Name') ?? '', textAt(column, 'Type') ?? '']),
  );
