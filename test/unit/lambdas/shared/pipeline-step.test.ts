import * as z from 'zod';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { pipelineFakes } from '#test/support/pipeline-fakes';

const run = { companyId: 'acme-shop', runName: '2026-11-20' };
const key = (name: string) => `runs/acme-shop/2026-11-20/steps/${name}.json`;

describe('pipelineStep', () => {
  it('leaves a report with duration, memory and counts beside the files of its run', async () => {
    const deps = pipelineFakes();
    const step = pipelineStep('Some', z.object({ n: z.number() }), deps, async ({ n }) => {
      deps.state.now += 998;
      return { run, counts: { things: n }, result: { n } };
    });
    expect(await step({ n: 3 })).toEqual({ n: 3 });
    const report = JSON.parse(Buffer.from(deps.artifacts.files.get(key('Some'))!).toString());
    expect(report).toEqual({ step: 'Some', durationMs: 999, memoryMb: 1024, counts: { things: 3 } });
    expect(deps.logLines).toContainEqual(expect.objectContaining({ code: 'model_step_done' }));
  });

  it('keeps the parts of a step apart, in one folder', async () => {
    const deps = pipelineFakes();
    const step = pipelineStep('Some', z.string(), deps, async (part) => ({ run, part, result: null }));
    await step('events/2026/11/20');
    await step('events/2026/11/21');
    await step('events/2026/11/21');
    expect([...deps.artifacts.files.keys()]).toEqual([key('Some.events-2026-11-20'), key('Some.events-2026-11-21')]);
  });

  it('refuses an input of the wrong shape for good, and does not begin', async () => {
    const deps = pipelineFakes();
    const work = jest.fn();
    await expect(pipelineStep('Some', z.object({ n: z.number() }), deps, work)({ n: 'x' })).rejects.toThrow(
      PermanentRunError,
    );
    expect(work).not.toHaveBeenCalled();
  });

  it('leaves no report of a step that fails, and passes its error on', async () => {
    const deps = pipelineFakes();
    const step = pipelineStep('Some', z.any(), deps, () => Promise.reject(new RangeError('broke')));
    await expect(step({})).rejects.toThrow(RangeError);
    expect(deps.artifacts.files.size).toBe(0);
  });
});
