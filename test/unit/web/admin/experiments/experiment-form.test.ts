import fc from 'fast-check';
import { experimentInput } from '#contracts/api/experiments';
import { type ConditionType, conditionDeclarations } from '#core/rules/condition-declarations';
import {
  type ExperimentForm,
  evenly,
  exposuresOf,
  faultText,
  formOf,
  formText,
  inputOf,
  mayTarget,
  newExperimentForm,
  problemsOf,
  shareOf,
  withOneMore,
  withSubject,
  withTreatment,
} from '../../../../../web/admin/src/experiments/experiment-form.ts';
import { treatmentText } from '../../../../../web/admin/src/experiments/treatment-text.ts';
import { newGroup, newLeaf } from '../../../../../web/admin/src/upsell/condition-form.ts';

const named: ExperimentForm = { ...newExperimentForm(), name: ' A mug with tea ' };
const listForm: ExperimentForm = { ...named, ...withSubject('recommendations', named) };

const stored = (form: ExperimentForm) => ({
  ...experimentInput.parse(inputOf(form)),
  experimentId: 'e1',
  status: 'DRAFT' as const,
  version: 1,
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  updatedBy: 'u1',
  startedAt: null,
  stoppedAt: null,
});

describe('the form of an experiment', () => {
  it('sends what its contract takes, without empty members', () => {
    const sent = inputOf(named);
    expect(experimentInput.safeParse(sent).success).toBe(true);
    expect(sent).toMatchObject({ name: 'A mug with tea', subject: 'offers' });
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['targeting']));
    expect(sent).not.toHaveProperty('group');
    expect(sent).not.toHaveProperty('placement');
  });

  it('sends treatments and the placement of lists, and no targeting, which lists do not know', () => {
    const form: ExperimentForm = {
      ...listForm,
      targeting: newGroup('all', [newLeaf('device', { devices: ['mobile'] })]),
      variants: listForm.variants.map((row, index) => ({ ...row, treatment: index === 1 ? { limit: 4 } : {} })),
    };
    const sent = inputOf(form);
    expect(experimentInput.safeParse(sent).success).toBe(true);
    expect(sent).toMatchObject({ placement: 'hybrid', exposure: 'list' });
    expect(sent.variants.map((variant) => variant.treatment)).toEqual([undefined, { limit: 4 }]);
    expect(sent).not.toHaveProperty('targeting');
  });

  it('leaves out treatments of an experiment on offers', () => {
    const form = { ...named, variants: named.variants.map((row) => ({ ...row, treatment: { limit: 4 } })) };
    expect(inputOf(form).variants).toEqual([
      { variant: 'a', weight: 5000 },
      { variant: 'b', weight: 5000 },
    ]);
  });

  it.each([named, listForm])('shows a stored experiment as it was sent (%#)', (form) => {
    expect(formText(formOf(stored(form)))).toBe(formText(form));
  });

  it('finds nothing wrong with a new one that has a name', () => {
    expect([...problemsOf(named)]).toEqual([]);
    expect(problemsOf(newExperimentForm()).get('/name')).toBe('Give the experiment a name');
  });

  it.each<[pointer: string, change: Partial<ExperimentForm>]>([
    ['/variants/1/variant', { variants: named.variants.map((row) => ({ ...row, variant: 'a' })) }],
    ['/variants/0/variant', { variants: named.variants.map((row, index) => ({ ...row, variant: ['', 'b'][index]! })) }],
    [
      '/variants/0/variant',
      { variants: named.variants.map((row, index) => ({ ...row, variant: ['a/b', 'b'][index]! })) },
    ],
    [
      '/variants/0/weight',
      { variants: named.variants.map((row, index) => ({ ...row, weight: [undefined, 1][index] })) },
    ],
    ['/variants', { variants: named.variants.map((row, index) => ({ ...row, weight: index })) }],
    ['/trafficBasisPoints', { trafficBasisPoints: 0 }],
    ['/group/name', { group: { name: ' ', from: 0, to: 5000 } }],
    ['/group/to', { group: { name: 'g', from: 5000, to: 5000 } }],
    ['/guardrails/0/metric', { guardrails: [{ metric: 'conversion', mostLossBasisPoints: 200 }] }],
    ['/targeting/conditions/0/devices', { targeting: newGroup('all', [newLeaf('device')]) }],
    ['/variants', { ...withSubject('recommendations', named) }],
  ])('says at %s what stands in the way of saving (%#)', (pointer, change) => {
    expect([...problemsOf({ ...named, ...change }).keys()]).toContain(pointer);
  });

  it('asks for views or carts where a variant shows no list, which nobody could see', () => {
    const form: ExperimentForm = {
      ...listForm,
      variants: listForm.variants.map((row, index) => ({ ...row, treatment: index === 1 ? { isHidden: true } : {} })),
    };
    expect(problemsOf(form).has('/exposure')).toBe(true);
    expect(problemsOf({ ...form, exposure: 'view' }).has('/exposure')).toBe(false);
  });

  it('offers the exposures that a subject knows, and changes one that it does not', () => {
    expect(exposuresOf('offers')).not.toContain('list');
    expect(exposuresOf('recommendations')).not.toContain('offer');
    expect(withSubject('recommendations', { ...named, exposure: 'cart' }).exposure).toBe('cart');
    expect(withSubject('offers', listForm)).toMatchObject({ exposure: 'offer', placement: undefined });
  });

  it('targets by nothing that is not known when variants are drawn', () => {
    const offered = (Object.keys(conditionDeclarations) as ConditionType[]).filter(mayTarget);
    expect(offered).toContain('device');
    expect(offered).not.toContain('experiment-variant');
    expect(offered.every((type) => conditionDeclarations[type].reads === 'cart')).toBe(true);
  });

  it('keeps a member that is switched off, and drops one that is emptied', () => {
    expect(withTreatment({ languageModel: false, limit: 4 }, { limit: undefined })).toEqual({ languageModel: false });
  });

  it('shares evenly to 100 % among however many variants', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), (count) => {
        let rows = [...named.variants];
        while (rows.length < count) rows = withOneMore(rows);
        const weights = evenly(rows).map(({ weight = 0 }) => weight);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
        expect(Math.max(...weights) - Math.min(...weights)).toBeLessThanOrEqual(1);
        expect(new Set(rows.map(({ variant }) => variant)).size).toBe(rows.length);
      }),
    );
  });

  it('tells what share weights make when they do not add up to 100 %', () => {
    const rows = named.variants.map((row, index) => ({ ...row, weight: [1000, 3000][index] }));
    expect(rows.map((row) => shareOf(row, rows))).toEqual([0.25, 0.75]);
    expect(shareOf({ ...rows[0]!, weight: 0 }, [{ ...rows[0]!, weight: 0 }])).toBe(0);
  });

  it('names the variant that a refused start is about', () => {
    const variants = [{ variant: 'now' }, { variant: 'with tea' }];
    const fault = { pointer: '/variants/1', code: 'no_rule', message: 'has no enabled rule' };
    expect(faultText(fault, variants)).toMatch(/^Variant “with tea”: no rule that is on/);
    expect(faultText({ pointer: '/body/group', code: 'overlap', message: 'overlaps "x"' }, variants)).toBe(
      'The range of its group overlaps "x".',
    );
  });

  it('says in words how a list differs, and that it does not', () => {
    expect(treatmentText()).toBe('Your list as it is');
    expect(treatmentText({ isHidden: true, limit: 4 })).toBe('No list at all');
    expect(treatmentText({ limit: 1, list: 'you-might-like', languageModel: false })).toBe(
      'Your list with the list “You might like” in its place, 1 product, no reasons by AI',
    );
  });
});
