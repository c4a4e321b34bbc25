import { defineMachine } from '#local/cloud/step-functions/machine-definition';
import type { Assembly, Resource, Stack } from '#local/cloud/template/assembly';
import type { Json } from '#local/cloud/template/json';
import { createResolver } from '#local/cloud/template/resolver';

const define = (document: Json, substitutions: Record<string, string> = {}) => {
  const stack: Stack = { name: 'S', template: {}, resources: new Map() };
  const resource: Resource = {
    stack,
    logicalId: 'Machine',
    type: 'AWS::StepFunctions::StateMachine',
    path: 'S/Machine',
    properties: { DefinitionString: JSON.stringify(document), DefinitionSubstitutions: substitutions },
  };
  const assembly: Assembly = { stacks: [stack], assets: new Map() };
  return defineMachine(resource, createResolver(assembly), assembly);
};
const task = { Type: 'Task', Resource: `\${task-arn}`, End: true };

it('finds the tasks inside Map and Parallel, with their functions filled in', () => {
  const inner = (name: string) => ({ StartAt: name, States: { [name]: task } });
  const { tasks } = define(
    {
      StartAt: 'Map',
      States: {
        Map: { Type: 'Map', ItemProcessor: inner('InMap'), Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [inner('Left'), inner('Right')], End: true },
      },
    },
    { 'task-arn': 'arn:aws:lambda:us-east-1:000000000000:function:f' },
  );
  expect([...tasks.keys()]).toEqual(['InMap', 'Left', 'Right']);
  expect(tasks.get('InMap')?.Resource).toBe('arn:aws:lambda:us-east-1:000000000000:function:f');
});

it.each(['ItemReader', 'ItemBatcher', 'Assign'])('refuses %s, which the interpreter would ignore', (key) => {
  expect(() => define({ StartAt: 'M', States: { M: { Type: 'Map', [key]: {}, End: true } } })).toThrow(
    `S/Machine: state "M" uses ${key}`,
  );
});

it('refuses two tasks of one name, since tasks are found by name', () => {
  const branch = { StartAt: 'T', States: { T: task } };
  expect(() =>
    define({ StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [branch, branch], End: true } } }),
  ).toThrow('two Task states are called "T"');
});
