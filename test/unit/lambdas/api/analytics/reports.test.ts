import { parse } from 'csv-parse/sync';
import { createExperiment } from '#contracts/api/experiments';
import {
  exportAffinities,
  exportStoreAudit,
  getStoreAudit,
  listAffinities,
  listOpportunities,
  listSegments,
} from '#contracts/api/store-reports';
import { createRule } from '#contracts/api/upsell-rules';
import type { Operation } from '#contracts/operation';
import { makeHandler as makeExportAffinities } from '#lambdas/api/analytics/export-affinities';
import { makeHandler as makeExportStoreAudit } from '#lambdas/api/analytics/export-store-audit';
import { makeHandler as makeGetStoreAudit } from '#lambdas/api/analytics/get-store-audit';
import { makeHandler as makeListAffinities } from '#lambdas/api/analytics/list-affinities';
import { makeHandler as makeListOpportunities } from '#lambdas/api/analytics/list-opportunities';
import { makeHandler as makeListSegments } from '#lambdas/api/analytics/list-segments';
import type { ReportDependencies } from '#lambdas/api/analytics/report-dependencies';
import type { HttpHandler } from '#lambdas/shared/http-endpoint';
import {
  claimsOf,
  endpointFakes,
  jsonBody,
  testCompanyId,
  testContext,
  testUserId,
} from '#test/support/endpoint-fakes';
import { httpEvent } from '#test/support/http-event';
import { itGuardsMembers, type MemberCall } from '#test/support/it-guards-members';
import { pipelineFakes } from '#test/support/pipeline-fakes';
import { plantedShop, product } from '#test/support/planted-shop';
import { runRetraining } from '#test/support/retrain-machine';

let reports: ReportDependencies['reports'];

/** The reports of a real night; the second half of the products lies in a category of its own. */
beforeAll(async () => {
  const planted = plantedShop();
  const products = planted.products.map((one, index) =>
    index < 10 ? { ...one, title: `=${one.title}` } : { ...one, categoryPath: ['Kitchen', 'Tools'] },
  );
  const deps = pipelineFakes({ ...planted, products: [...products, product('sold-out', { stock: 0 })] });
  await runRetraining(deps);
  reports = deps.reports;
});

const nothing: ReportDependencies['reports'] = { get: async () => undefined };

const callOf =
  (operation: Operation, makeHandler: (deps: ReportDependencies) => HttpHandler, stored?: typeof nothing): MemberCall =>
  (parts = {}, options = {}) =>
    makeHandler({ ...endpointFakes(options), reports: stored ?? reports })(
      httpEvent(operation, {
        claims: claimsOf(testUserId),
        ...parts,
        query: { companyId: testCompanyId, ...parts.query },
      }),
      testContext,
    );

const answerOf = async (operation: Operation, call: ReturnType<MemberCall>) => {
  const answer = await call;
  expect(answer.statusCode).toBe(200);
  const body = jsonBody(answer);
  expect(operation.response?.safeParse(body).error).toBeUndefined();
  return body;
};

interface Pair {
  first: { productId: string; category: string };
  second: { productId: string; category: string };
  orders: number;
  lift: number;
}

const readAll = async <T = Pair>(call: MemberCall, query: Readonly<Record<string, string>>): Promise<T[]> => {
  const read: T[] = [];
  let cursor: string | null = null;
  do {
    const { data, nextCursor } = jsonBody(await call({ query: { ...query, ...(cursor && { cursor }) } }));
    read.push(...(data as T[]));
    cursor = nextCursor as string | null;
  } while (cursor);
  return read;
};

const itNeedsAdvancedAnalytics = (call: MemberCall): void => {
  it('answers 403 where the plan does not include it', async () => {
    const answer = await call({}, { defaultPlan: 'starter' });
    expect([answer.statusCode, jsonBody(answer).code]).toEqual([403, 'not_in_plan']);
  });
};

describe('GET /api/analytics/affinity', () => {
  const call = callOf(listAffinities, makeListAffinities);
  itGuardsMembers(listAffinities, call);
  itNeedsAdvancedAnalytics(call);

  it('answers 200 with the planted pair first', async () => {
    const { data, origin } = await answerOf(listAffinities, call({}, { role: 'viewer' }));
    expect(origin).toMatchObject({ orders: 110, sampleShare: 1 });
    expect((data as Pair[])[0]).toMatchObject({
      first: { productId: 'p01' },
      second: { productId: 'p02' },
      isBeyondChance: true,
    });
  });

  it.each(['evidence', 'orders', 'lift'])('gives by %s every pair once, however small the pages', async (order) => {
    const whole = await readAll(call, { limit: '100', order });
    const inPages = await readAll(call, { limit: '2', order });
    expect(whole.length).toBeGreaterThan(3);
    expect(inPages).toEqual(whole);
    if (order === 'evidence') return;
    const values = whole.map((pair) => pair[order as 'orders' | 'lift']);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it('filters by product, category and fewest orders', async () => {
    const all = await readAll(call, { limit: '100' });
    const ofProduct = await readAll(call, { limit: '100', productId: 'p02' });
    expect(ofProduct).toEqual(all.filter((pair) => [pair.first, pair.second].some((one) => one.productId === 'p02')));
    const within = await readAll(call, { limit: '100', withinCategory: 'true' });
    expect(within).toEqual(all.filter(({ first, second }) => first.category === second.category));
    const often = await readAll(call, { limit: '100', leastOrders: '10' });
    expect(often).toEqual(all.filter(({ orders }) => orders >= 10));
    // Everything below a category belongs to it.
    expect(await readAll(call, { limit: '100', category: 'Kitchen' })).toEqual(all);
    const tools = await readAll(call, { limit: '100', category: 'Kitchen > Tools' });
    expect(tools.length).toBeLessThan(all.length);
  });

  it('answers 400 to a cursor of another order, and to one that is none', async () => {
    const { nextCursor } = jsonBody(await call({ query: { limit: '1' } }));
    const wrong: Record<string, string>[] = [{ cursor: String(nextCursor), order: 'lift' }, { cursor: 'abc' }];
    for (const query of wrong) {
      const answer = await call({ query });
      expect([answer.statusCode, jsonBody(answer).code]).toEqual([400, 'invalid_cursor']);
    }
  });

  it('answers 200 with nothing before the first run', async () => {
    const body = await answerOf(listAffinities, callOf(listAffinities, makeListAffinities, nothing)());
    expect(body).toEqual({ origin: null, data: [], nextCursor: null });
  });
});

describe('GET /api/analytics/affinity/export', () => {
  const call = callOf(exportAffinities, makeExportAffinities);
  itGuardsMembers(exportAffinities, call);
  itNeedsAdvancedAnalytics(call);

  it('answers 200 with a CSV file of every pair that no spreadsheet runs', async () => {
    const { statusCode, headers, body = '' } = await call();
    expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers?.['content-disposition']).toBe('attachment; filename="export-affinities.csv"');
    const read: Record<string, string>[] = parse(body, { columns: true, record_delimiter: '\r\n' });
    const pairs = await readAll(callOf(listAffinities, makeListAffinities), { limit: '100' });
    expect(read.map((line) => Number(line.lift))).toEqual(pairs.map(({ lift }) => lift));
    expect(read[0]).toMatchObject({ first_product_id: 'p01', all_orders: '110' });
    expect(Object.values(read[0] ?? {}).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
  });

  it('answers 200 with the names of the columns alone before the first run', async () => {
    const { body } = await callOf(exportAffinities, makeExportAffinities, nothing)();
    expect(body?.split('\r\n')).toHaveLength(2);
  });
});

describe('GET /api/analytics/opportunities', () => {
  const call = callOf(listOpportunities, makeListOpportunities);
  itGuardsMembers(listOpportunities, call);
  itNeedsAdvancedAnalytics(call);

  interface Found {
    kind: string;
    productIds: string[];
    link: { path: string; query: object };
    draft: { rule: { name: string }; experiment: unknown } | null;
  }

  it('answers 200 with a pair that nobody is shown, and where something can be done about it', async () => {
    const body = await answerOf(listOpportunities, call({ query: { kind: 'pair-not-shown' } }));
    const [pair] = body.data as Found[];
    expect(pair?.productIds.toSorted()).toEqual(['p01', 'p02']);
    expect(pair?.link).toMatchObject({ path: '/momentum/upsell/new', query: { type: 'CROSS_SELL' } });
  });

  it('drafts a rule and an experiment that the API takes as they are', async () => {
    const body = await answerOf(listOpportunities, call({ query: { kind: 'pair-not-shown' } }));
    for (const { draft } of body.data as Found[]) {
      expect(createRule.body?.safeParse(draft?.rule).error).toBeUndefined();
      expect(createExperiment.body?.safeParse(draft?.experiment).error).toBeUndefined();
      expect(draft?.rule).toMatchObject({ enabled: false });
    }
    expect(body.data).not.toEqual([]);
  });

  it('gives every opportunity once over pages, kind by kind', async () => {
    const read = (query: Readonly<Record<string, string>>) => readAll<Found>(call, query);
    const whole = await read({ limit: '100' });
    expect(await read({ limit: '3' })).toEqual(whole);
    expect(new Set(whole.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    const kinds = whole.map(({ kind }) => kind);
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([...new Set(kinds)]);
  });
});

describe('GET /api/analytics/segments', () => {
  const call = callOf(listSegments, makeListSegments);
  itGuardsMembers(listSegments, call);
  itNeedsAdvancedAnalytics(call);

  it('answers 200 with customers, activity and order values of every segment', async () => {
    const { segments } = await answerOf(listSegments, call());
    const returning = (segments as { segment: string }[]).find(({ segment }) => segment === 'returning');
    expect(returning).toMatchObject({
      customers: 40,
      orders: { EUR: { orders: 110, orderValue: expect.any(Number) } },
    });
  });
});

describe('GET /api/analytics/audit', () => {
  const call = callOf(getStoreAudit, makeGetStoreAudit);
  itGuardsMembers(getStoreAudit, call);

  it('answers 200 with what orders and catalog say, under every plan', async () => {
    const { audit } = await answerOf(getStoreAudit, call({}, { defaultPlan: 'free' }));
    const { orders } = plantedShop();
    const several = orders.filter(({ lines }) => new Set(lines.map(({ productId }) => productId)).size > 1);
    expect(audit).toMatchObject({
      orders: { orders: orders.length, withSeveral: several.length, buyers: 40, repeatBuyers: 40 },
      catalog: { active: 21, outOfStock: 1, neverBought: 1, missing: { brand: 21 }, withoutCost: 21 },
      lists: { rows: 21 },
    });
  });

  it('answers 200 with null before the first run', async () => {
    const body = await answerOf(getStoreAudit, callOf(getStoreAudit, makeGetStoreAudit, nothing)());
    expect(body).toEqual({ origin: null, audit: null });
  });
});

describe('GET /api/analytics/audit/export', () => {
  const call = callOf(exportStoreAudit, makeExportStoreAudit);
  itGuardsMembers(exportStoreAudit, call);

  it('answers 200 with one figure a line, those of the audit', async () => {
    const { body = '' } = await call();
    const read: Record<string, string>[] = parse(body, { columns: true, record_delimiter: '\r\n' });
    const figure = (section: string, name: string) =>
      read.find((line) => line.section === section && line.figure === name)?.value;
    expect([figure('orders', 'orders'), figure('catalog', 'active'), figure('missing', 'brand')]).toEqual([
      '110',
      '21',
      '21',
    ]);
    expect(read.filter(({ section }) => section === 'pair')).not.toEqual([]);
    expect(read.filter(({ section }) => section === 'pair-not-shown')).not.toEqual([]);
  });
});
