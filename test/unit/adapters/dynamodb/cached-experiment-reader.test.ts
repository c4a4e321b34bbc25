import { makeCachedExperimentReader } from '#adapters/dynamodb/cached-experiment-reader';
import type { Experiment } from '#core/experiments/experiment';
import { anExperiment } from '#test/support/experiment-fixtures';

const setUp = () => {
  const clock = { ms: 1_000 };
  const running = new Map<string, Experiment[]>([['one', [anExperiment('e1')]]]);
  const asked: string[] = [];
  const store = {
    running: async (companyId: string) => {
      asked.push(companyId);
      return running.get(companyId) ?? [];
    },
  };
  return { clock, running, asked, reader: makeCachedExperimentReader(store, { now: () => clock.ms }) };
};

describe('the cached experiments', () => {
  it('show a stop within 60 seconds, and cost one query until then', async () => {
    const { clock, running, asked, reader } = setUp();
    expect(await reader.running('one')).toHaveLength(1);
    running.set('one', []);
    clock.ms = 60_000;
    expect(await reader.running('one')).toHaveLength(1);
    expect(asked).toEqual(['one']);
    clock.ms = 61_001;
    expect(await reader.running('one')).toEqual([]);
  });

  it('of one company are never those of another, and none is remembered, too', async () => {
    const { asked, reader } = setUp();
    await reader.running('one');
    expect(await reader.running('two')).toEqual([]);
    await reader.running('two');
    expect(asked).toEqual(['one', 'two']);
  });
});
