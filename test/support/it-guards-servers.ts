import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { jsonBody, testPublishableKey } from '#test/support/endpoint-fakes';
import type { HttpEventParts } from '#test/support/http-event';

/** Calls a handler with a good request of a shop's server, changed by `parts`. */
export type ServerCall = (parts?: HttpEventParts) => Promise<APIGatewayProxyStructuredResultV2>;

/** The statuses that every operation for servers answers to those who have no secret key of the company. */
export const itGuardsServers = (call: ServerCall): void => {
  it('answers 401 without a key, and with one that was never issued', async () => {
    expect((await call({ headers: {} })).statusCode).toBe(401);
    const unknown = `sk_acme-shop_SECKEY0001_${'X'.repeat(40)}`;
    expect((await call({ headers: { authorization: `Bearer ${unknown}` } })).statusCode).toBe(401);
  });

  it('answers 403 to a publishable key', async () => {
    const answer = await call({ headers: { 'x-publishable-key': testPublishableKey } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'credential_kind_not_allowed']);
  });

  it('answers 403 when the query names another company than the key', async () => {
    const answer = await call({ query: { companyId: 'other-shop' } });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'company_mismatch']);
  });
};
