import { buildTrainingData } from '#core/training/interaction-log';
import { batchInputLines, interactionLines, itemLines } from '#core/training/personalize/export-lines';
import { relationFromBatch } from '#core/training/personalize/relation-from-batch';
import { resourcePlan } from '#core/training/personalize/resource-plan';
import { order, product, view } from '#test/support/planted-shop';

const products = [
  product('p1', { brand: 'Cuisine, "Chic"', categoryPath: ['Home', 'Kitchen'] }),
  product('p2'),
  product('p3', { status: 'archived' }),
  product('p4', { variantOf: 'p1' }),
  product('p5'),
];
const data = buildTrainingData({
  products,
  orders: [
    order(1, ['p1', 'p2'], '2026-11-01T10:00:00.000Z'),
    order(2, ['p1', 'p2', 'p3'], '2026-11-02T10:00:00.000Z'),
  ],
  events: [view(1, 'p4', '2026-11-03T10:00:00.500Z')],
  now: '2026-11-20T00:00:00.000Z',
  windowDays: 540,
});

describe('what Personalize learns from', () => {
  it('has numbers for people, and no id of a customer or session', () => {
    const lines = [...interactionLines(data)];
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe(`0,p1,purchase,${Date.parse('2026-11-01T10:00:00Z') / 1000}\n`);
    expect(lines.at(-1)).toMatch(/^\d+,p4,view,1793700000\n$/);
    for (const line of lines) expect(line).toMatch(/^\d+,p\d,(purchase|view),\d+\n$/);
  });

  it('quotes what a comma or a quote stands in', () => {
    expect([...itemLines(products)][0]).toBe('p1,Kitchen,"Cuisine, ""Chic"""\n');
  });

  it('asks for lists of what is sold and was met', () => {
    expect([...batchInputLines(data, products)]).toEqual(
      ['p1', 'p2', 'p4'].map((itemId) => `{"itemId":"${itemId}"}\n`),
    );
  });
});

describe('relationFromBatch', () => {
  const listOf = (lines: Parameters<typeof relationFromBatch>[3]) => {
    const { trained, failed } = relationFromBatch('also-bought', data, products, lines);
    const from = trained.offsets[0]!;
    const to = trained.offsets[1]!;
    const candidates = [...trained.candidates.slice(from, to)].map((item) => data.productIds[item]);
    return {
      candidates,
      scores: [...trained.scores.slice(from, to)],
      counts: [...trained.pairCounts.slice(from, to)],
      failed,
    };
  };

  it('keeps the order of a job without scores, and counts the evidence itself', () => {
    const line = { input: { itemId: 'p1' }, output: { recommendedItems: ['p2', 'p5'] }, error: null };
    expect(listOf([line])).toEqual({ candidates: ['p2', 'p5'], scores: [1, 0.5], counts: [2, 0], failed: 0 });
  });

  it('takes the scores of a job that gives them', () => {
    const output = { recommendedItems: ['p5', 'p2'], scores: [0.2, 0.05] };
    expect(listOf([{ input: { itemId: 'p1' }, output }])).toMatchObject({
      candidates: ['p5', 'p2'],
      scores: [1, 0.25],
    });
  });

  it('leaves out what is not sold, unknown, or a variant of the product itself', () => {
    const output = { recommendedItems: ['p3', 'p9', 'p4', 'p1', 'p2'] };
    expect(listOf([{ input: { itemId: 'p1' }, output }]).candidates).toEqual(['p2']);
  });

  it('counts products that the job could not answer, and goes on', () => {
    const lines = [
      { input: { itemId: 'p2' }, output: null, error: 'no such item' },
      { input: { itemId: 'unknown' }, output: { recommendedItems: ['p1'] } },
    ];
    expect(listOf(lines)).toMatchObject({ candidates: [], failed: 1 });
  });
});

describe('resourcePlan', () => {
  const input = {
    stage: 'staging',
    runName: '2026-11-20-m-12345678',
    relations: ['also-bought', 'also-viewed'] as const,
    bucketName: 'b',
    arnPrefix: 'arn:aws:personalize:eu-west-1:123456789012',
  };

  it('gives the same names for the same run, others for another, and none that the service refuses', () => {
    const plan = resourcePlan({ ...input, companyId: 'a'.repeat(40) });
    expect(resourcePlan({ ...input, companyId: 'a'.repeat(40) })).toEqual(plan);
    expect(resourcePlan({ ...input, companyId: 'other' }).groupName).not.toBe(plan.groupName);
    const names = [
      plan.groupName,
      ...plan.datasets.flatMap(({ name, schemaName, importName }) => [name, schemaName, importName]),
      ...plan.solutions.flatMap(({ name, versionName, jobName }) => [name, versionName, jobName]),
    ];
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/);
  });
});
