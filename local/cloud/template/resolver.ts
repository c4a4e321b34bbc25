import type { Assembly, Resource, Stack } from '#local/cloud/template/assembly';
import { asList, isObject, type Json, type JsonObject, objectAt, textAt } from '#local/cloud/template/json';
import { accountId, attributeOf, physicalName, referenceOf, region } from '#local/cloud/template/resource-kinds';

export type Resolver = {
  /** A value of a stack's template with every intrinsic function replaced by its result. */
  resolve(value: Json | undefined, stack: Stack): Json;
  /** A resource's properties, resolved once. */
  properties(resource: Resource): JsonObject;
  name(resource: Resource): string;
  ref(resource: Resource): string;
  attribute(resource: Resource, attribute: string): string;
  ofType(...types: string[]): Resource[];
  /** By exact logical id, physical name, ARN, construct path suffix or logical id prefix, in this order. */
  find(idOrPath: string, ...types: string[]): Resource | undefined;
  outputs(): Record<string, string>;
};

/**
 * Resolves the intrinsic functions of all stacks of an assembly.
 * @throws (from its functions) an Error naming the stack and the missing resource, parameter or export.
 */
export const createResolver = (assembly: Assembly): Resolver => {
  const cache = new Map<Resource, JsonObject>();
  const names = new Map<Resource, string>();
  const all = assembly.stacks.flatMap((stack) => [...stack.resources.values()]);

  const properties = (resource: Resource): JsonObject => {
    const known = cache.get(resource);
    if (known !== undefined) return known;
    const resolved = resolve(resource.properties, resource.stack) as JsonObject;
    cache.set(resource, resolved);
    return resolved;
  };
  /** Names are resolved alone: a whole resource may refer to another that refers back. */
  const namesOnly = (resource: Resource): JsonObject =>
    Object.fromEntries(
      Object.entries(resource.properties)
        .filter(([key]) => key.endsWith('Name') || key === 'Name' || key === 'Domain' || key === 'Value')
        .map(([key, value]) => [key, resolve(value, resource.stack)]),
    );
  const name = (resource: Resource): string => {
    const known = names.get(resource);
    if (known !== undefined) return known;
    const made = physicalName(resource, namesOnly(resource));
    names.set(resource, made);
    return made;
  };
  const attribute = (resource: Resource, wanted: string) =>
    attributeOf(resource, name(resource), wanted, namesOnly(resource));
  const ref = (resource: Resource): string => {
    if (resource.type === 'AWS::Lambda::Alias' || resource.type === 'AWS::Lambda::Version') {
      return qualifiedFunctionArn(resource);
    }
    return referenceOf(resource, name(resource));
  };
  const qualifiedFunctionArn = (resource: Resource) => {
    const target = String(resolve(resource.properties.FunctionName, resource.stack));
    const qualifier = textAt(resource.properties, 'Name') ?? '1';
    return target.startsWith('arn:')
      ? `${target}:${qualifier}`
      : `arn:aws:lambda:${region}:${accountId}:function:${target}:${qualifier}`;
  };

  const resourceIn = (stack: Stack, logicalId: string): Resource => {
    const resource = stack.resources.get(logicalId);
    if (resource === undefined)
      throw new Error(`Stack ${stack.name} refers to "${logicalId}", which it does not have.`);
    return resource;
  };

  const reference = (target: string, stack: Stack): Json => {
    const pseudo = pseudoParameter(target, stack);
    if (pseudo !== undefined) return pseudo;
    const parameter = objectAt(stack.template, 'Parameters')[target];
    if (parameter === undefined) return ref(resourceIn(stack, target));
    const value = isObject(parameter) ? parameter.Default : undefined;
    if (value === undefined) throw new Error(`Stack ${stack.name}: parameter ${target} has no default.`);
    return value;
  };

  const getAtt = (argument: Json, stack: Stack): Json => {
    const [logicalId = '', ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    const resource = resourceIn(stack, logicalId);
    const wanted = rest.join('.');
    const isVersionOrAlias = resource.type === 'AWS::Lambda::Version' || resource.type === 'AWS::Lambda::Alias';
    if (isVersionOrAlias && wanted !== 'Version') return qualifiedFunctionArn(resource);
    return attribute(resource, wanted);
  };

  const substitute = (argument: Json, stack: Stack): string => {
    const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
    const variables = isObject(given) ? given : {};
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, key: string) => {
      if (literal === '!') return `\${${key}}`;
      if (key in variables) return String(resolve(variables[key], stack));
      return String(key.includes('.') ? getAtt(key, stack) : reference(key, stack));
    });
  };

  const importValue = (argument: Json, stack: Stack): Json => {
    const wanted = String(resolve(argument, stack));
    for (const exporter of assembly.stacks) {
      for (const output of Object.values(objectAt(exporter.template, 'Outputs'))) {
        const exportName = objectAt(output, 'Export').Name;
        if (exportName === undefined || resolve(exportName, exporter) !== wanted) continue;
        return resolve(isObject(output) ? output.Value : undefined, exporter);
      }
    }
    throw new Error(`Stack ${stack.name} imports "${wanted}", which no stack of the assembly exports.`);
  };

  const condition = (value: Json, stack: Stack): boolean => {
    if (!isObject(value)) return value === true || value === 'true';
    const [operator = '', argument = null] = Object.entries(value)[0] ?? [];
    const operands = asList(argument);
    if (operator === 'Condition') return namedCondition(String(argument), stack);
    if (operator === 'Fn::Equals') return resolve(operands[0], stack) === resolve(operands[1], stack);
    if (operator === 'Fn::Not') return !condition(operands[0] ?? null, stack);
    if (operator === 'Fn::And') return operands.every((operand) => condition(operand, stack));
    if (operator === 'Fn::Or') return operands.some((operand) => condition(operand, stack));
    throw new Error(`Stack ${stack.name}: unknown condition ${operator}.`);
  };
  const namedCondition = (key: string, stack: Stack) =>
    condition(objectAt(stack.template, 'Conditions')[key] ?? false, stack);

  const findInMap = (argument: Json, stack: Stack): Json => {
    const [map = '', first = '', second = ''] = asList(argument).map((part) => String(resolve(part, stack)));
    const value = objectAt(objectAt(objectAt(stack.template, 'Mappings'), map), first)[second];
    if (value === undefined) throw new Error(`Stack ${stack.name}: no mapping ${map}.${first}.${second}.`);
    return value;
  };

  const intrinsics: Record<string, (argument: Json, stack: Stack) => Json> = {
    Ref: (argument, stack) => reference(String(argument), stack),
    'Fn::GetAtt': getAtt,
    'Fn::Sub': substitute,
    'Fn::ImportValue': importValue,
    'Fn::FindInMap': findInMap,
    'Fn::Join': (argument, stack) => {
      const [separator, parts] = asList(argument);
      return asList(resolve(parts, stack)).join(String(separator));
    },
    'Fn::Select': (argument, stack) => {
      const [index, parts] = asList(argument);
      return asList(resolve(parts, stack))[Number(resolve(index, stack))] ?? null;
    },
    'Fn::Split': (argument, stack) => {
      const [separator, text] = asList(argument);
      return String(resolve(text, stack)).split(String(separator));
    },
    'Fn::If': (argument, stack) => {
      const [key, whenTrue, whenFalse] = asList(argument);
      return resolve(namedCondition(String(key), stack) ? whenTrue : whenFalse, stack);
    },
    'Fn::Base64': (argument, stack) => Buffer.from(String(resolve(argument, stack))).toString('base64'),
    'Fn::GetAZs': () => [`${region}a`, `${region}b`],
  };

  const resolve = (value: Json | undefined, stack: Stack): Json => {
    if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
    if (Array.isArray(value)) return value.map((item) => resolve(item, stack)).filter((item) => item !== noValue);
    const [only, second] = Object.entries(value);
    const intrinsic = only !== undefined && second === undefined ? intrinsics[only[0]] : undefined;
    if (intrinsic !== undefined && only !== undefined) return intrinsic(only[1], stack);
    const entries = Object.entries(value).map(([key, child]): [string, Json] => [key, resolve(child, stack)]);
    return Object.fromEntries(entries.filter(([, child]) => child !== noValue));
  };

  const ofType = (...types: string[]) => all.filter((resource) => types.includes(resource.type));

  return {
    resolve,
    properties,
    name,
    ref,
    attribute,
    ofType,
    find: (idOrPath, ...types) => {
      const candidates = types.length === 0 ? all : ofType(...types);
      const tests: ((resource: Resource) => boolean)[] = [
        (resource) => resource.logicalId === idOrPath,
        (resource) => name(resource) === idOrPath || ref(resource) === idOrPath,
        (resource) => ['', '/Resource'].some((end) => `/${resource.path}`.endsWith(`/${idOrPath}${end}`)),
        (resource) => resource.logicalId.startsWith(idOrPath),
      ];
      for (const test of tests) {
        const found = candidates.find(test);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    outputs: () =>
      Object.fromEntries(
        assembly.stacks.flatMap((stack) =>
          Object.entries(objectAt(stack.template, 'Outputs')).map(([key, output]): [string, string] => [
            key,
            String(resolve(isObject(output) ? output.Value : undefined, stack)),
          ]),
        ),
      ),
  };
};

/** Marks `AWS::NoValue`; no template holds this text. */
const noValue = '\u0000AWS::NoValue';

const pseudoParameter = (key: string, stack: Stack): string | undefined =>
  ({
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack.name}/local`,
    'AWS::NoValue': noValue,
  })[key];
