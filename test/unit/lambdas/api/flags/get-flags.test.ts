import { getFlags } from '#contracts/api/flags';
import { makeHandler } from '#lambdas/api/flags/get-flags';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testNow,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { memorySettings } from '#test/support/memory-admin-stores';

const callWith =
  (settings = memorySettings()): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), settings })(
      httpEvent(getFlags, { params: { companyId: testCompanyId }, claims: claimsOf(testUserId), ...parts }),
      testContext,
    );

const defaults = {
  smart_upsell_enabled: false,
  bulk_discounts_enabled: true,
  recommendations_enabled: true,
  mi_recommendations_enabled: false,
  subscription_intelligence_enabled: false,
};

describe('GET /api/companies/{companyId}/flags', () => {
  itGuardsMembers(getFlags, callWith());

  it('answers 200 with the five defaults under version 0 before anybody changed one', async () => {
    const answer = await callWith()({}, { role: 'viewer' });
    expect(answer.statusCode).toBe(200);
    expect(getFlags.response?.parse(jsonBody(answer))).toEqual({
      flags: defaults,
      version: 0,
      updatedAt: null,
      updatedBy: null,
    });
    expect(answer.headers?.etag).toBe('"v0"');
  });

  it('answers 200 with a change at once, although the gate keeps settings for a minute', async () => {
    const settings = memorySettings();
    const value = { ...defaults, smart_upsell_enabled: true };
    await settings.flags.put(testCompanyId, { value, expectedVersion: 0, now: testNow, by: 'ann' });
    expect(jsonBody(await callWith(settings)())).toEqual({
      flags: value,
      version: 1,
      updatedAt: testNow,
      updatedBy: 'ann',
    });
  });
});
