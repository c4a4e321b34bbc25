import type * as z from 'zod';
import { batchUpsertCustomers, customerInput } from '#contracts/api/customers';
import type { Customer } from '#core/catalog/customer';
import { utcInstant } from '#core/time/utc-instant';
import { type CustomerDependencies, runtimeDependencies } from '#lambdas/api/customers/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { writeBatch } from '#lambdas/shared/judge-batch';
import { reply } from '#lambdas/shared/reply';

export const makeHandler = (deps: CustomerDependencies) =>
  httpEndpoint(batchUpsertCustomers, deps, async ({ body, company, now }) => {
    const toCustomer = ({ customerId, email, segments, updatedAt }: z.output<typeof customerInput>): Customer => ({
      customerId,
      segments,
      emailHash: email && deps.hashEmail(company.signingKey, email),
      updatedAt: utcInstant(updatedAt ?? now),
    });
    const write = (inputs: z.output<typeof customerInput>[]) =>
      deps.customers.upsertMany(company.company.companyId, inputs.map(toCustomer));
    return reply(
      await writeBatch(body.customers, {
        schema: customerInput,
        root: '/body/customers',
        idField: 'customerId',
        write,
      }),
    );
  });

export const handler = makeHandler(runtimeDependencies());
