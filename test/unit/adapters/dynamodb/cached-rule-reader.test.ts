import { makeCachedRuleReader } from '#adapters/dynamodb/cached-rule-reader';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { aRule } from '#test/support/offer-fixtures';

const setUp = () => {
  const clock = { ms: 1_000 };
  const stored = new Map<string, TargetingRule[]>([
    ['one', [aRule('r1')]],
    ['two', []],
  ]);
  const asked: string[] = [];
  const store = {
    enabled: async (companyId: string) => {
      asked.push(companyId);
      return stored.get(companyId) ?? [];
    },
  };
  return { clock, stored, asked, reader: makeCachedRuleReader(store, { now: () => clock.ms }) };
};

describe('the cached rules', () => {
  it('show a change of a rule within 60 seconds, and cost one query until then', async () => {
    const { clock, stored, asked, reader } = setUp();
    expect(await reader.enabled('one')).toHaveLength(1);
    stored.set('one', []);
    clock.ms = 60_000;
    expect(await reader.enabled('one')).toHaveLength(1);
    expect(asked).toEqual(['one']);
    clock.ms = 61_001;
    expect(await reader.enabled('one')).toEqual([]);
  });

  it('of one company are never those of another', async () => {
    const { reader } = setUp();
    await reader.enabled('one');
    expect(await reader.enabled('two')).toEqual([]);
  });

  it('remember that a company has none', async () => {
    const { asked, reader } = setUp();
    await reader.enabled('two');
    await reader.enabled('two');
    expect(asked).toEqual(['two']);
  });
});
