import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import aslValidator from 'asl-validator';
import { workerPaths } from '#lib/config/lambda-sources';

const text = readFileSync(join(process.cwd(), 'stepfunctions/import.asl.json'), 'utf8');
const machine = JSON.parse(text.replace(/\$\{([^}]+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1'));

interface State {
  readonly Type: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly ItemProcessor?: { readonly States: Record<string, State> };
}

const statesOf = (states: Record<string, State>): [string, State][] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state],
    ...(state.ItemProcessor ? statesOf(state.ItemProcessor.States) : []),
  ]);

const topStates = Object.entries(machine.States as Record<string, State>);
const all = statesOf(machine.States);

describe('the import machine', () => {
  it('is valid Amazon States Language', () => {
    expect(aslValidator(machine, { checkPaths: true, checkArn: true }).errors).toEqual([]);
  });

  it('names every state once, so that each can be replaced by name', () => {
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  });

  it('uses every import step, and none that does not exist', () => {
    const used = [...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => `lambdas/imports/${name}`);
    expect(used.sort()).toEqual(workerPaths(process.cwd(), 'imports'));
  });

  it('repeats every task, and fails the job whatever state fails', () => {
    const tasks = all.filter(([, { Type }]) => Type === 'Task');
    for (const [, { Retry }] of tasks) expect(Retry?.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
    const guarded = topStates.filter(([name, { Type }]) => Type !== 'Fail' && name !== 'FailImport');
    for (const [, { Catch }] of guarded) expect(Catch).toMatchObject([{ Next: 'FailImport' }]);
  });

  it('hands on keys alone, never rows', () => {
    for (const [, { Type, ItemProcessor }] of all) expect(Type === 'Map').toBe(ItemProcessor !== undefined);
    expect(text).not.toMatch(/JSONata|ItemReader|ItemBatcher|"Assign"/);
  });
});
