import { readFileSync } from 'node:fs';
import type { Assembly, Resource } from '#local/cloud/template/assembly';
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type MachineDefinition = {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** The Amazon States Language document. */
  readonly document: JsonObject;
  /** All Task states, also those inside Map and Parallel, by name. */
  readonly tasks: Map<string, JsonObject>;
  /** Names of all states that have a Retry, with how many retriers. */
  readonly retriers: Map<string, number>;
  /** Names of all Wait states. */
  readonly waits: readonly string[];
};

/** What the local interpreter would silently ignore. */
const unsupported = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Assign', 'QueryLanguage'];

/** @throws when the document uses something that would be ignored here, or a state name twice. */
export const defineMachine = (resource: Resource, resolver: Resolver, assembly: Assembly): MachineDefinition => {
  const properties = resolver.properties(resource);
  const document = documentOf(properties, assembly, resource.path);
  const states = statesOf(document);
  const tasks = new Map<string, JsonObject>();
  const retriers = new Map<string, number>();
  for (const [name, state] of states) {
    const ignored = unsupported.find((key) => key in state && state[key] !== 'JSONPath');
    if (ignored !== undefined)
      throw new Error(`${resource.path}: state "${name}" uses ${ignored}, not served locally.`);
    if (tasks.has(name)) throw new Error(`${resource.path}: two Task states are called "${name}".`);
    if (state.Type === 'Task') tasks.set(name, state);
    if (Array.isArray(state.Retry)) retriers.set(name, state.Retry.length);
  }
  const waits = states.filter(([, { Type }]) => Type === 'Wait').map(([name]) => name);
  const name = resolver.name(resource);
  const roleArn = textAt(properties, 'RoleArn') ?? '';
  return { arn: resolver.ref(resource), name, roleArn, document, tasks, retriers, waits };
};

const documentOf = (properties: JsonObject, assembly: Assembly, path: string): JsonObject => {
  if (isObject(properties.Definition)) return properties.Definition;
  const source = textAt(properties, 'DefinitionString') ?? storedDefinition(properties, assembly, path);
  const substitutions = objectAt(properties, 'DefinitionSubstitutions');
  const text = source.replace(/\$\{([\w.:-]+)\}/g, (match, key: string) => textAt(substitutions, key) ?? match);
  return JSON.parse(text) as JsonObject;
};

const storedDefinition = (properties: JsonObject, assembly: Assembly, path: string): string => {
  const key = textAt(objectAt(properties, 'DefinitionS3Location'), 'Key') ?? '';
  const file = assembly.assets.get(key);
  if (file === undefined) throw new Error(`${path}: its definition is not in the assembly.`);
  return readFileSync(file, 'utf8');
};

const statesOf = (machine: Json): [string, JsonObject][] =>
  Object.entries(objectAt(machine, 'States')).flatMap(([name, state]): [string, JsonObject][] => {
    if (!isObject(state)) return [];
    const nested = [state.Iterator, state.ItemProcessor, ...listAt(state, 'Branches')].filter(isObject);
    return [[name, state], ...nested.flatMap(statesOf)];
  });
