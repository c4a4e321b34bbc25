import fc from 'fast-check';
import type { ShopEvent } from '#core/events/shop-event';
import { assignVariant } from '#core/experiments/assign-variant';
import { designFaults } from '#core/experiments/check-design';
import { countOutcomes, joinChanges, type OutcomeChange } from '#core/experiments/count-outcomes';
import { drawListVariant, experimentsOn, namedListVariant } from '#core/experiments/draw-list-variant';
import type { Experiment } from '#core/experiments/experiment';
import { gatherSums } from '#core/experiments/gather-sums';
import { judgeExperiment } from '#core/experiments/judge-experiment';
import { mulberry32 } from '#core/random/mulberry32';
import { aListExperiment, experimentsNow } from '#test/support/experiment-fixtures';
import { shopperEvent } from '#test/support/hold-out-fixtures';

const experiment = aListExperiment('exp');
const pointersOf = (change: Partial<Experiment>, running: readonly Experiment[] = []) =>
  designFaults({ ...experiment, ...change }, running, []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('designFaults of an experiment on recommendations', () => {
  it('finds none in one whose variants show different lists', () => {
    expect(pointersOf({})).toEqual([]);
  });

  it.each<[string, Partial<Experiment>]>([
    ['/placement required', { placement: undefined }],
    ['/exposure not_for_lists', { exposure: 'offer' }],
    ['/exposure not_for_customers', { exposure: 'view', unit: 'customer' }],
    ['/targeting not_for_lists', { targeting: { type: 'all', conditions: [] } }],
    [
      '/variants equal',
      {
        variants: [
          { variant: 'a', weight: 1 },
          { variant: 'b', weight: 1, treatment: {} },
        ],
      },
    ],
    [
      '/variants/1/treatment/isHidden never_seen',
      {
        variants: [
          { variant: 'a', weight: 1 },
          { variant: 'b', weight: 1, treatment: { isHidden: true } },
        ],
      },
    ],
  ])('finds %s', (fault, change) => {
    expect(pointersOf(change)).toContain(fault);
  });

  it('lets a hidden list be compared by who views a product', () => {
    const variants = [
      { variant: 'a', weight: 1 },
      { variant: 'b', weight: 1, treatment: { isHidden: true } },
    ];
    expect(pointersOf({ variants, exposure: 'view' })).toEqual([]);
  });

  it('refuses a placement that another experiment varies, unless both share a group', () => {
    const other = aListExperiment('other', { group: { name: 'lists', from: 0, to: 5000 } });
    expect(pointersOf({}, [other])).toEqual(['/placement taken']);
    expect(pointersOf({ group: { name: 'lists', from: 5000, to: 10_000 } }, [other])).toEqual([]);
    expect(pointersOf({}, [aListExperiment('elsewhere', { placement: 'also-bought' })])).toEqual([]);
  });

  it('takes no treatments and no lists in an experiment on offers', () => {
    const rules = pointersOf({ subject: 'offers', exposure: 'list' });
    expect(rules).toEqual(expect.arrayContaining(['/exposure not_for_offers', '/variants/1/treatment not_for_offers']));
  });
});

describe('the variant of a list', () => {
  it('is drawn alike by the server for a session and by a page for its visitor', () => {
    fc.assert(
      fc.property(fc.uuid(), (sessionId) => {
        const variant = assignVariant(experiment, sessionId)!;
        const drawn = drawListVariant([experiment], { sessionId });
        expect(drawn).toEqual(namedListVariant([experiment], { experimentId: 'exp', variant }));
        expect(drawn?.variant).toBe(variant);
      }),
    );
  });

  it('is none for a name that does not run, has no weight, or is dealt to customers', () => {
    const byCustomer = aListExperiment('customers', { unit: 'customer' });
    const unweighted = aListExperiment('weights', {
      variants: [
        { variant: 'a', weight: 1 },
        { variant: 'b', weight: 0 },
      ],
    });
    for (const named of [
      { experimentId: 'gone', variant: 'as-is' },
      { experimentId: 'exp', variant: 'made-up' },
      { experimentId: 'customers', variant: 'as-is' },
      { experimentId: 'weights', variant: 'b' },
      {},
    ]) {
      expect(namedListVariant([experiment, byCustomer, unweighted], named)).toBeUndefined();
    }
    expect(drawListVariant([byCustomer], { sessionId: 's1' })).toBeUndefined();
    expect(drawListVariant([byCustomer], { customerId: 'c1' })).toBeDefined();
  });

  it('belongs to its placement, while the experiment runs', () => {
    const stopped = aListExperiment('stopped', { status: 'STOPPED' });
    expect(experimentsOn([experiment, stopped], 'hybrid')).toEqual([experiment]);
    expect(experimentsOn([experiment], 'also-bought')).toEqual([]);
  });
});

const seen = (extra: Partial<ShopEvent>) =>
  shopperEvent('event-1', { recommendationId: 'rec_1', experimentId: 'exp', variant: 'as-is', ...extra });

describe('countOutcomes of lists', () => {
  it('exposes by the first list, counts lists shown and clicked, each once, and orders after it', () => {
    const impression = seen({ type: 'recommendation_impression' });
    const click = seen({ eventId: 'event-2', type: 'recommendation_click' });
    const bought = shopperEvent('event-3', {
      type: 'purchase',
      orderId: 'o1',
      occurredAt: '2026-11-18T12:00:00.000Z',
      value: { amount: 1200, currency: 'EUR' },
    });
    const [change] = countOutcomes(undefined, [click, impression, click, impression, bought]).changes;
    expect(change).toMatchObject({
      variant: 'as-is',
      sums: { units: 1, impressions: 1, clicks: 1, conversions: 1, revenue: 1200 },
    });
  });

  it('exposes by a viewed product where variants may be hidden, under the variant that is drawn', () => {
    const drawn = {
      experiments: [aListExperiment('exp', { exposure: 'view', startedAt: '2026-11-01T00:00:00.000Z' })],
      unitId: 's1',
    };
    const view = shopperEvent('event-1');
    const step = countOutcomes(undefined, [view], [], drawn);
    expect(step.changes).toMatchObject([{ variant: assignVariant(experiment, 's1'), sums: { units: 1 } }]);
    expect(countOutcomes(step.memory, [view], [], drawn)).toEqual({ memory: step.memory, changes: [] });
    expect(countOutcomes(step.memory, [view], [], drawn).memory).toBe(step.memory);
  });

  it('counts nothing for robots, and nothing of lists outside of experiments', () => {
    const none = [
      seen({ type: 'recommendation_impression', isBot: true }),
      seen({ experimentId: undefined, type: 'recommendation_impression' }),
    ];
    expect(countOutcomes(undefined, none).changes).toEqual([]);
  });
});

const dayMs = 86_400_000;

/** A day of shoppers who see the list of their variant, click or not, and buy alike whatever they see. */
const aDay = (day: number, shoppers: number, random: () => number): OutcomeChange[] =>
  Array.from({ length: shoppers }, (_, index) => {
    const sessionId = `day-${day}-${index}-${random()}`;
    const variant = assignVariant(experiment, sessionId)!;
    const occurredAt = new Date(Date.parse(experimentsNow) + day * dayMs).toISOString();
    const shown = { sessionId, occurredAt, variant, experimentId: 'exp', recommendationId: `rec_${index}` };
    const events = [shopperEvent('e1', { ...shown, type: 'recommendation_impression' })];
    if (random() < 0.2) events.push(shopperEvent('e2', { ...shown, type: 'recommendation_click' }));
    const value = { amount: Math.round(-3000 * Math.log(1 - random())), currency: 'EUR' };
    if (random() < 0.1)
      events.push(shopperEvent('e3', { sessionId, occurredAt, type: 'purchase', orderId: 'o', value }));
    return countOutcomes(undefined, events).changes;
  }).flat();

describe('an experiment between equal lists', () => {
  it('calls a winner in at most 5 % of runs, though it is looked at daily', () => {
    const runs = 40;
    const called = Array.from({ length: runs }, (_, run) => {
      const random = mulberry32(900 + run);
      let counted: OutcomeChange[] = [];
      return Array.from({ length: 10 }, (_, day) => {
        counted = joinChanges([...counted, ...aDay(day, 150, random)]);
        const { all, bySegment } = gatherSums(counted, 'EUR');
        const now = new Date(Date.parse(experimentsNow) + (day + 1) * dayMs).toISOString();
        return judgeExperiment(experiment, all, bySegment, now).verdict.code;
      }).some((code) => code === 'winner' || code === 'first-wins');
    });
    expect(called.filter(Boolean).length).toBeLessThanOrEqual(runs * 0.05);
  });
});
