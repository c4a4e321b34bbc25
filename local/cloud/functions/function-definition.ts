import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressBook } from '#local/cloud/address-book';
import type { Assembly, Resource } from '#local/cloud/template/assembly';
import { unpackedAsset } from '#local/cloud/template/asset-folder';
import { numberAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';
import { accountId, region } from '#local/cloud/template/resource-kinds';

export type FunctionDefinition = {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  /** Identifies the function at the gateway; its logical id, made unique over the stacks. */
  readonly accessKeyId: string;
  readonly roleArn: string;
  readonly codeFolder: string;
  /** `index.handler`. */
  readonly handler: string;
  /** Exactly what the template gives, resolved. */
  readonly environment: Record<string, string>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | undefined;
};

type Context = {
  readonly assembly: Assembly;
  readonly resolver: Resolver;
  readonly addresses: AddressBook;
  readonly temporaryFolder: string;
};

/**
 * What the template says about a function.
 * @throws when its code asset, its role or a resource that its environment names is missing.
 */
export const defineFunction = (resource: Resource, context: Context): FunctionDefinition => {
  const properties = resolved(resource, context);
  const name = context.resolver.name(resource);
  const variables = objectAt(objectAt(properties, 'Environment'), 'Variables');
  const texts = Object.entries(variables).map(([key, value]) => [key, context.addresses.localize(String(value))]);
  return {
    name,
    arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    logicalId: resource.logicalId,
    accessKeyId: accessKeyIdOf(resource, context.resolver),
    roleArn: textAt(properties, 'Role') ?? '',
    codeFolder: codeFolder(resource, context),
    handler: textAt(properties, 'Handler') ?? 'index.handler',
    environment: Object.fromEntries(texts),
    timeoutSeconds: numberAt(properties, 'Timeout') ?? 3,
    memoryMegabytes: numberAt(properties, 'MemorySize') ?? 128,
    reservedConcurrency: numberAt(properties, 'ReservedConcurrentExecutions'),
  };
};

const resolved = (resource: Resource, { resolver }: Context) => {
  try {
    return resolver.properties(resource);
  } catch (error) {
    throw new Error(`Function ${resource.path} cannot be served: ${(error as Error).message}`);
  }
};

/** A function's logical id, made unique over the stacks. */
export const accessKeyIdOf = (resource: Resource, resolver: Resolver) => {
  const namesakes = resolver.ofType('AWS::Lambda::Function').filter((it) => it.logicalId === resource.logicalId);
  return namesakes.length === 1 ? resource.logicalId : `${resource.stack.name}-${resource.logicalId}`;
};

const codeFolder = (resource: Resource, context: Context): string => {
  const code = objectAt(context.resolver.properties(resource), 'Code');
  const inline = textAt(code, 'ZipFile');
  if (inline !== undefined) return inlineFolder(inline, context.temporaryFolder);
  const asset = context.assembly.assets.get(textAt(code, 'S3Key') ?? '');
  if (asset === undefined) throw new Error(`Function ${resource.path}: its code asset is not in the assembly.`);
  return unpackedAsset(asset, context.temporaryFolder);
};

const inlineFolder = (source: string, temporaryFolder: string) => {
  const folder = mkdtempSync(join(temporaryFolder, 'inline-'));
  writeFileSync(join(folder, 'index.js'), source);
  return folder;
};
