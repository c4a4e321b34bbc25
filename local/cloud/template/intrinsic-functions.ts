import type { Stack } from '#local/cloud/template/assembly';
import { evaluateCondition } from '#local/cloud/template/conditions';
import { asList, isObject, type Json, objectAt } from '#local/cloud/template/json';
import { region } from '#local/cloud/template/resource-kinds';

/** What an intrinsic function needs of the resolver. */
export type Scope = {
  readonly stack: Stack;
  resolve(value: Json | undefined): Json;
  reference(logicalId: string): Json;
  /** `argument` as the template has it: a list or `LogicalId.Attribute`. */
  getAtt(argument: Json): Json;
  importValue(exportName: string): Json;
};

/** CloudFormation's intrinsic functions by name (User Guide, "Intrinsic function reference"). */
export const intrinsicFunctions: Record<string, (argument: Json, scope: Scope) => Json> = {
  Ref: (argument, scope) => scope.reference(String(argument)),
  'Fn::GetAtt': (argument, scope) => scope.getAtt(argument),
  'Fn::ImportValue': (argument, scope) => scope.importValue(String(scope.resolve(argument))),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::FindInMap': (argument, scope) => findInMap(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = asList(argument);
    return asList(scope.resolve(parts)).join(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, parts] = asList(argument);
    return asList(scope.resolve(parts))[Number(scope.resolve(index))] ?? null;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = asList(argument);
    return String(scope.resolve(text)).split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [name = null, whenTrue, whenFalse] = asList(argument);
    return scope.resolve(evaluateCondition({ Condition: name }, scope) ? whenTrue : whenFalse);
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(scope.resolve(argument))).toString('base64'),
  'Fn::GetAZs': () => [`${region}a`, `${region}b`],
};

const substitute = (argument: Json, scope: Scope): string => {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = isObject(given) ? given : {};
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, key: string) => {
    if (literal === '!') return `\${${key}}`;
    if (key in variables) return String(scope.resolve(variables[key]));
    return String(key.includes('.') ? scope.getAtt(key) : scope.reference(key));
  });
};

const findInMap = (argument: Json, scope: Scope): Json => {
  const [map = '', first = '', second = ''] = asList(argument).map((part) => String(scope.resolve(part)));
  const value = objectAt(objectAt(objectAt(scope.stack.template, 'Mappings'), map), first)[second];
  if (value === undefined) throw new Error(`Stack ${scope.stack.name}: no mapping ${map}.${first}.${second}.`);
  return value;
};
