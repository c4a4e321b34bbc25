import { companyFromItem } from '#adapters/dynamodb/company-settings-item';
import type { Company } from '#core/companies/company';
import { indexKeys } from './keys.ts';
import { queryItems } from './query-pages.ts';
import type { Table } from './table.ts';

/** Every company, for the nightly starter; no request path reads this list. */
export async function* streamCompanies(table: Table): AsyncGenerator<Company> {
  const companies = queryItems(table, {
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :companies',
    ExpressionAttributeValues: { ':companies': indexKeys.companies('').gsi1pk },
  });
  for await (const item of companies) yield companyFromItem(item);
}
