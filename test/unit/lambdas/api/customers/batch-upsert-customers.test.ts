import { hashEmail } from '#adapters/dynamodb/customer-store';
import { batchUpsertCustomers } from '#contracts/api/customers';
import { makeHandler } from '#lambdas/api/customers/batch-upsert-customers';
import {
  companySettings,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testSecretKey,
} from '#test/support/endpoint-fakes';
import { type HttpEventParts, httpEvent } from '#test/support/http-event';
import { itGuardsServers } from '#test/support/it-guards-servers';
import { memoryCustomerStore } from '#test/support/memory-shop-stores';

const anna = { customerId: 'anna', email: 'Anna@Example.com', segments: ['vip'] };

const setUp = () => {
  const deps = { ...endpointFakes(), customers: memoryCustomerStore(), hashEmail };
  const call = (parts: HttpEventParts = {}) =>
    makeHandler(deps)(
      httpEvent(batchUpsertCustomers, {
        headers: { authorization: `Bearer ${testSecretKey}` },
        body: { customers: [anna] },
        ...parts,
      }),
      testContext,
    );
  return { deps, call };
};

describe('POST /api/customers:batch', () => {
  itGuardsServers((parts) => setUp().call(parts));

  it('answers 200 and keeps of an e-mail address its keyed hash alone', async () => {
    const { deps, call } = setUp();
    const answer = await call();
    expect(jsonBody(answer).results).toEqual([{ id: 'anna', status: 'created' }]);
    expect((await deps.customers.get(testCompanyId, 'anna'))?.emailHash).toBe(
      hashEmail(companySettings().signingKey, 'anna@example.com'),
    );
    expect(JSON.stringify(deps.logLines)).not.toMatch(/example\.com/i);
  });

  it('rejects a customer whose address is none, without repeating the address', async () => {
    const answer = await setUp().call({ body: { customers: [{ ...anna, email: 'anna at home' }, anna] } });
    expect(jsonBody(answer)).toMatchObject({ accepted: 1, rejected: 1 });
    expect(jsonBody(answer).results).toMatchObject([
      { status: 'rejected', errors: [{ pointer: '/body/customers/0/email' }] },
      { status: 'created' },
    ]);
    expect(answer.body).not.toContain('anna at home');
  });
});
