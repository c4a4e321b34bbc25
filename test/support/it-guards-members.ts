import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { companyRoles, type Operation } from '#contracts/operation';
import { claimsOf, type FakeOptions } from '#test/support/endpoint-fakes';
import type { HttpEventParts } from '#test/support/http-event';

/** Calls a handler with a good request of a member, changed by `parts`. */
export type MemberCall = (parts?: HttpEventParts, options?: FakeOptions) => Promise<APIGatewayProxyStructuredResultV2>;

/** The statuses that every operation for members answers to those who are none, or too low in rank. */
export const itGuardsMembers = ({ auth }: Operation, call: MemberCall): void => {
  if (auth.kind !== 'member') throw new Error('The operation is not one for members');
  const lesser = companyRoles[companyRoles.indexOf(auth.role) - 1];
  it('answers 401 without a token', async () => {
    expect((await call({ claims: undefined })).statusCode).toBe(401);
  });
  it('answers 404 to somebody who does not belong to the company', async () => {
    expect((await call({ claims: claimsOf('stranger') })).statusCode).toBe(404);
  });
  if (lesser) {
    it(`answers 403 to a member below ${auth.role}`, async () => {
      expect((await call({}, { role: lesser })).statusCode).toBe(403);
    });
  }
};
