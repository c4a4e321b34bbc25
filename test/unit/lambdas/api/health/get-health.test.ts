import { getHealth } from '#contracts/api/health';
import { makeHandler } from '#lambdas/api/health/get-health';
import { endpointFakes, jsonBody, testCompanyId, testContext } from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';

const setUp = (table: () => Promise<void> = async () => undefined) => {
  const deps = { ...endpointFakes(), version: '1.2.3', checks: { table: jest.fn(table) } };
  const handler = makeHandler(deps);
  const call = (query?: Record<string, string>) => handler(httpEvent(getHealth, { query }), testContext);
  return { call, deps };
};

describe('GET /api/health', () => {
  it('answers 200 and touches nothing else by default', async () => {
    const { call, deps } = setUp();
    const answer = await call();
    expect(answer.statusCode).toBe(200);
    expect(getHealth.response?.strict().parse(jsonBody(answer))).toEqual({
      status: 'ok',
      version: '1.2.3',
      checks: {},
    });
    expect(deps.checks.table).not.toHaveBeenCalled();
  });

  it('answers 200 with the state of the table when asked to look deeper', async () => {
    expect(jsonBody(await setUp().call({ deep: '1' }))).toEqual({
      status: 'ok',
      version: '1.2.3',
      checks: { table: 'ok' },
    });
  });

  it('answers 200 and degraded when the table fails, with the cause in the log and not in the answer', async () => {
    const { call, deps } = setUp(async () => {
      throw new Error(`throttled for ${testCompanyId}`);
    });
    const answer = await call({ deep: '1' });
    expect(answer.statusCode).toBe(200);
    expect(jsonBody(answer)).toEqual({ status: 'degraded', version: '1.2.3', checks: { table: 'failed' } });
    expect(answer.body).not.toContain(testCompanyId);
    expect(deps.logLines[0]).toMatchObject({
      level: 'error',
      code: 'health_check_failed',
      context: { check: 'table' },
    });
  });

  it('answers 400 to another depth', async () => {
    expect((await setUp().call({ deep: '2' })).statusCode).toBe(400);
  });
});
