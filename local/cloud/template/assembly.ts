import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asList, type Json, type JsonObject, objectAt, textAt } from '#local/cloud/template/json';

export type Resource = {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  /** The construct path, such as `MyStack/Table/Resource`; the logical id where the assembly does not tell it. */
  readonly path: string;
  /** As written in the template: intrinsics are not resolved. */
  readonly properties: JsonObject;
};

export type Stack = {
  readonly name: string;
  readonly template: JsonObject;
  readonly resources: Map<string, Resource>;
};

export type Assembly = {
  readonly stacks: Stack[];
  /** Absolute path (folder or file) of an asset by its object key in the assets bucket. */
  readonly assets: Map<string, string>;
};

/**
 * Reads a synthesized CDK assembly: every stack of manifest.json with its template and file assets.
 * @throws when the folder holds no manifest.json (the app was not synthesized).
 */
export const readAssembly = (folder: string): Assembly => {
  const directory = resolve(folder);
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile)) throw new Error(`No synthesized app in ${directory}: run "npm run synth" first.`);
  const artifacts = Object.entries(objectAt(readJson(manifestFile), 'artifacts'));
  const ofType = (type: string) => artifacts.filter(([, artifact]) => textAt(artifact, 'type') === type);
  return {
    stacks: ofType('aws:cloudformation:stack').map(([id, artifact]) => readStack(directory, id, artifact)),
    assets: new Map(ofType('cdk:asset-manifest').flatMap(([, artifact]) => readAssets(directory, artifact))),
  };
};

const readJson = (file: string): JsonObject => JSON.parse(readFileSync(file, 'utf8')) as JsonObject;

const readStack = (directory: string, id: string, artifact: Json): Stack => {
  const properties = objectAt(artifact, 'properties');
  const template = readJson(join(directory, textAt(properties, 'templateFile') ?? `${id}.template.json`));
  const paths = constructPaths(directory, artifact);
  const stack: Stack = { name: textAt(properties, 'stackName') ?? id, template, resources: new Map() };
  for (const [logicalId, body] of Object.entries(objectAt(template, 'Resources'))) {
    const path = paths.get(logicalId) ?? logicalId;
    const type = textAt(body, 'Type') ?? '';
    stack.resources.set(logicalId, { stack, logicalId, type, path, properties: objectAt(body, 'Properties') });
  }
  return stack;
};

/** Construct paths by logical id, from the artifact's metadata (a file of its own in newer assemblies). */
const constructPaths = (directory: string, artifact: Json): Map<string, string> => {
  const file = textAt(artifact, 'additionalMetadataFile');
  const metadata = file === undefined ? objectAt(artifact, 'metadata') : readJson(join(directory, file));
  return new Map(
    Object.entries(metadata).flatMap(([path, entries]) =>
      asList(entries)
        .filter((entry) => textAt(entry, 'type') === 'aws:cdk:logicalId')
        .map((entry): [string, string] => [textAt(entry, 'data') ?? '', path.slice(1)]),
    ),
  );
};

const readAssets = (directory: string, artifact: Json): [string, string][] => {
  const file = textAt(objectAt(artifact, 'properties'), 'file') ?? '';
  const files = Object.values(objectAt(readJson(join(directory, file)), 'files'));
  return files.flatMap((asset) => {
    const path = join(directory, textAt(objectAt(asset, 'source'), 'path') ?? '');
    const destinations = Object.values(objectAt(asset, 'destinations'));
    return destinations.map((destination): [string, string] => [textAt(destination, 'objectKey') ?? '', path]);
  });
};
