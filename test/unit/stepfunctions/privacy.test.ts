import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import aslValidator from 'asl-validator';
import { workerPaths } from '#lib/config/lambda-sources';

const text = readFileSync(join(process.cwd(), 'stepfunctions/privacy.asl.json'), 'utf8');
const machine = JSON.parse(text.replace(/\$\{([^}]+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1'));

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Seconds?: number;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly ItemProcessor?: {
    readonly ProcessorConfig: { readonly Mode: string };
    readonly States: Record<string, State>;
  };
}

const statesOf = (states: Record<string, State>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state],
    ...(state.ItemProcessor ? statesOf(state.ItemProcessor.States) : []),
  ]);

const top = machine.States as Record<string, State>;
const all = statesOf(top);

describe('the privacy machine', () => {
  it('is valid Amazon States Language', () => {
    expect(aslValidator(machine, { checkPaths: true, checkArn: true }).errors).toEqual([]);
  });

  it('names every state once, so that each can be replaced by name', () => {
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  });

  it('uses every privacy step, and none that does not exist', () => {
    const used = new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => `lambdas/privacy/${name}`));
    expect([...used].sort()).toEqual(workerPaths(process.cwd(), 'privacy'));
  });

  it('repeats every task, and fails the job whatever state fails', () => {
    for (const [, { Type, Retry }] of all)
      if (Type === 'Task') expect(Retry?.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
    const guarded = Object.entries(top).filter(([name, { Type }]) => /Task|Map/.test(Type) && name !== 'FailJob');
    for (const [, { Catch }] of guarded) expect(Catch).toMatchObject([{ Next: 'FailJob' }]);
  });

  it('spreads days and months over executions of their own, and hands on names alone', () => {
    for (const [, { ItemProcessor }] of all)
      expect(ItemProcessor?.ProcessorConfig.Mode ?? 'DISTRIBUTED').toBe('DISTRIBUTED');
    expect(text).not.toMatch(/JSONata|ItemReader|ItemBatcher|"Assign"|customerId/);
  });

  it('waits longer than consumers run before it searches and before it erases, and longer than any function before it cleans what readers may have made', () => {
    expect(top.RememberPerson?.Next).toBe('WaitForWriters');
    expect(top.WaitForWriters?.Seconds).toBeGreaterThan(60);
    expect(top.WaitForSessionWriters).toMatchObject({ Next: 'EraseAll', Seconds: expect.any(Number) });
    expect(top.WaitForSessionWriters?.Seconds).toBeGreaterThan(60);
    expect(top.WaitForReaders).toMatchObject({ Next: 'EraseRuns' });
    expect(top.WaitForReaders?.Seconds).toBeGreaterThan(900);
  });
});
