import type { Condition } from '#core/rules/condition-declarations';
import {
  conditionAt,
  conditionOf,
  groupOf,
  levelsOf,
  newGroup,
  newLeaf,
  partPointer,
} from '../../../../../web/admin/src/upsell/condition-form.ts';

const device: Condition = { type: 'device', devices: ['mobile'] };
const nested: Condition = {
  type: 'all',
  conditions: [
    { type: 'not', condition: device },
    { type: 'any', conditions: [device, { type: 'weekday', days: ['MONDAY'] }] },
  ],
};

describe('the form of conditions', () => {
  it('gives back what it was made from', () => {
    expect(conditionOf(groupOf(nested))).toEqual(nested);
  });

  it('shows a single condition, or a negated group, as the only part of a group', () => {
    expect(conditionOf(groupOf(device))).toEqual({ type: 'all', conditions: [device] });
    const negated: Condition = { type: 'not', condition: { type: 'any', conditions: [device] } };
    expect(conditionOf(groupOf(negated))).toEqual({ type: 'all', conditions: [negated] });
  });

  it('turns a double negation into none', () => {
    const twice: Condition = {
      type: 'all',
      conditions: [{ type: 'not', condition: { type: 'not', condition: device } }],
    };
    expect(conditionOf(groupOf(twice))).toEqual({ type: 'all', conditions: [device] });
  });

  it('names the place of every part as the rule on the wire has it', () => {
    const { nodes } = groupOf(nested);
    const condition = conditionOf(groupOf(nested));
    const pointers = nodes.map((part, index) => partPointer('', index, part));
    expect(pointers.map((pointer) => conditionAt(condition, pointer)?.type)).toEqual(['device', 'any']);
    expect(conditionAt(condition, '/conditions/9')).toBeUndefined();
  });

  it('counts groups and negations as levels, as the contract does', () => {
    const leaf = newLeaf('device');
    expect(levelsOf(leaf)).toBe(0);
    expect(levelsOf({ ...leaf, isNegated: true })).toBe(1);
    expect(levelsOf(newGroup('any', [{ ...leaf, isNegated: true }]))).toBe(2);
  });
});
