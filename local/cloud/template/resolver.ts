import type { Assembly, Resource, Stack } from '#local/cloud/template/assembly';
import { intrinsicFunctions, type Scope } from '#local/cloud/template/intrinsic-functions';
import { isObject, type Json, type JsonObject, objectAt, textAt } from '#local/cloud/template/json';
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
  /** By logical id, else physical name or ARN, else construct path suffix, else logical id prefix. */
  find(idOrPath: string, ...types: string[]): Resource | undefined;
  outputs(): Record<string, string>;
};

/**
 * Resolves the intrinsic functions of all stacks of an assembly.
 * @throws (from its functions) an Error naming the stack and the missing resource, parameter or export.
 */
export const createResolver = (assembly: Assembly): Resolver => {
  const resolver = new TemplateResolver(assembly);
  return {
    resolve: (value, stack) => resolver.resolve(value, stack),
    properties: (resource) => resolver.properties(resource),
    name: (resource) => resolver.name(resource),
    ref: (resource) => resolver.ref(resource),
    attribute: (resource, attribute) => resolver.attribute(resource, attribute),
    ofType: (...types) => resolver.ofType(types),
    find: (idOrPath, ...types) => resolver.find(idOrPath, types),
    outputs: () => resolver.outputs(),
  };
};

/** Marks `AWS::NoValue`; no template holds this text. */
const noValue = '\u0000AWS::NoValue';

class TemplateResolver {
  private readonly assembly: Assembly;
  private readonly resources: Resource[];
  private readonly resolvedProperties = new Map<Resource, JsonObject>();
  private readonly names = new Map<Resource, string>();

  constructor(assembly: Assembly) {
    this.assembly = assembly;
    this.resources = assembly.stacks.flatMap((stack) => [...stack.resources.values()]);
  }

  resolve(value: Json | undefined, stack: Stack): Json {
    if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, stack)).filter((item) => item !== noValue);
    const [only, second] = Object.entries(value);
    const intrinsic = only !== undefined && second === undefined ? intrinsicFunctions[only[0]] : undefined;
    if (intrinsic !== undefined && only !== undefined) return intrinsic(only[1], this.scopeOf(stack));
    const entries = Object.entries(value).map(([key, child]): [string, Json] => [key, this.resolve(child, stack)]);
    return Object.fromEntries(entries.filter(([, child]) => child !== noValue));
  }

  properties(resource: Resource): JsonObject {
    return remembered(this.resolvedProperties, resource, () => {
      const resolved = this.resolve(resource.properties, resource.stack);
      return isObject(resolved) ? resolved : {};
    });
  }

  name(resource: Resource): string {
    return remembered(this.names, resource, () => physicalName(resource, this.namingProperties(resource)));
  }

  ref(resource: Resource): string {
    return isQualifier(resource) ? this.qualifiedArn(resource) : referenceOf(resource, this.name(resource));
  }

  attribute(resource: Resource, attribute: string): string {
    if (isQualifier(resource) && attribute !== 'Version') return this.qualifiedArn(resource);
    return attributeOf(resource, this.name(resource), attribute, this.namingProperties(resource));
  }

  ofType(types: string[]): Resource[] {
    return this.resources.filter((resource) => types.includes(resource.type));
  }

  find(idOrPath: string, types: string[]): Resource | undefined {
    const candidates = types.length === 0 ? this.resources : this.ofType(types);
    const isSuffix = ({ path }: Resource) => ['', '/Resource'].some((end) => `/${path}`.endsWith(`/${idOrPath}${end}`));
    return (
      candidates.find(({ logicalId }) => logicalId === idOrPath) ??
      candidates.find((resource) => this.name(resource) === idOrPath || this.ref(resource) === idOrPath) ??
      candidates.find(isSuffix) ??
      candidates.find(({ logicalId }) => logicalId.startsWith(idOrPath))
    );
  }

  outputs(): Record<string, string> {
    const all = this.assembly.stacks.flatMap((stack) =>
      Object.entries(objectAt(stack.template, 'Outputs')).map(([key, output]): [string, string] => [
        key,
        String(this.resolve(isObject(output) ? output.Value : undefined, stack)),
      ]),
    );
    return Object.fromEntries(all);
  }

  private scopeOf(stack: Stack): Scope {
    return {
      stack,
      resolve: (value) => this.resolve(value, stack),
      reference: (logicalId) => this.reference(logicalId, stack),
      getAtt: (argument) => this.getAtt(argument, stack),
      importValue: (exportName) => this.importValue(exportName, stack),
    };
  }

  private reference(target: string, stack: Stack): Json {
    const pseudo = pseudoParameter(target, stack);
    if (pseudo !== undefined) return pseudo;
    const parameter = objectAt(stack.template, 'Parameters')[target];
    if (parameter === undefined) return this.ref(resourceIn(stack, target));
    const value = isObject(parameter) ? parameter.Default : undefined;
    if (value === undefined) throw new Error(`Stack ${stack.name}: parameter ${target} has no default.`);
    return value;
  }

  private getAtt(argument: Json, stack: Stack): Json {
    const [logicalId = '', ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return this.attribute(resourceIn(stack, logicalId), rest.join('.'));
  }

  private importValue(exportName: string, stack: Stack): Json {
    for (const exporter of this.assembly.stacks) {
      for (const output of Object.values(objectAt(exporter.template, 'Outputs'))) {
        const name = objectAt(output, 'Export').Name;
        if (name === undefined || this.resolve(name, exporter) !== exportName) continue;
        return this.resolve(isObject(output) ? output.Value : undefined, exporter);
      }
    }
    throw new Error(`Stack ${stack.name} imports "${exportName}", which no stack of the assembly exports.`);
  }

  /** Names are resolved alone: resources may refer to each other in a circle. */
  private namingProperties(resource: Resource): JsonObject {
    const naming = Object.entries(resource.properties).filter(([key]) => /Name$|^(Domain|Value)$/.test(key));
    return Object.fromEntries(naming.map(([key, value]) => [key, this.resolve(value, resource.stack)]));
  }

  private qualifiedArn(resource: Resource): string {
    const target = String(this.resolve(resource.properties.FunctionName, resource.stack));
    const qualifier = textAt(resource.properties, 'Name') ?? '1';
    const arn = target.startsWith('arn:') ? target : `arn:aws:lambda:${region}:${accountId}:function:${target}`;
    return `${arn}:${qualifier}`;
  }
}

const remembered = <K, V>(memory: Map<K, V>, key: K, make: () => V): V => {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
};

const isQualifier = ({ type }: Resource) => type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version';

const resourceIn = (stack: Stack, logicalId: string): Resource => {
  const resource = stack.resources.get(logicalId);
  if (resource === undefined) throw new Error(`Stack ${stack.name} refers to "${logicalId}", which it does not have.`);
  return resource;
};

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
