import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { matches } from '#local/cloud/iam/is-allowed';
import type { Assembly } from '#local/cloud/template/assembly';
import { unpackedAsset } from '#local/cloud/template/asset-folder';
import { asTexts, isObject, type JsonObject, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type SiteFile = {
  readonly read: () => Buffer;
  readonly cacheControl: string | undefined;
};
/** Files by bucket name and object key, as the template's bucket deployments would upload them. */
export type SiteFiles = Map<string, Map<string, SiteFile>>;

type Context = { readonly resolver: Resolver; readonly assembly: Assembly; readonly temporaryFolder: string };

/** Reads every `Custom::CDKBucketDeployment` of the template; later ones overwrite earlier ones. */
export const collectSiteFiles = (context: Context): SiteFiles => {
  const buckets: SiteFiles = new Map();
  for (const deployment of context.resolver.ofType('Custom::CDKBucketDeployment')) {
    const properties = context.resolver.properties(deployment);
    const bucket = textAt(properties, 'DestinationBucketName') ?? '';
    const files = buckets.get(bucket) ?? new Map<string, SiteFile>();
    for (const [key, file] of deployedFiles(properties, context)) files.set(key, file);
    buckets.set(bucket, files);
  }
  return buckets;
};

const deployedFiles = (properties: JsonObject, context: Context): [string, SiteFile][] => {
  const prefix = textAt(properties, 'DestinationBucketKeyPrefix') ?? '';
  const cacheControl = textAt(objectAt(properties, 'SystemMetadata'), 'cache-control');
  const markers = Array.isArray(properties.SourceMarkers) ? properties.SourceMarkers : [];
  return asTexts(properties.SourceObjectKeys).flatMap((assetKey, index) => {
    const asset = context.assembly.assets.get(assetKey);
    if (asset === undefined) throw new Error(`The files of asset ${assetKey} are not in the assembly.`);
    const folder = unpackedAsset(asset, context.temporaryFolder);
    const replacements = markers[index];
    return filesBelow(folder)
      .filter((path) => isDeployed(path, properties))
      .map((path): [string, SiteFile] => [
        [prefix.replace(/\/$/, ''), path].filter((part) => part !== '').join('/'),
        { cacheControl, read: () => withMarkers(readFileSync(join(folder, path)), replacements) },
      ]);
  });
};

/** `aws s3 sync` semantics: excluded unless included again. */
const isDeployed = (path: string, properties: JsonObject): boolean => {
  const hits = (key: string) => asTexts(properties[key]).some((pattern) => matches(pattern, path));
  return !hits('Exclude') || hits('Include');
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** Values known only at deployment stand in the asset as markers. */
const withMarkers = (content: Buffer, markers: unknown): Buffer => {
  const replacements = Object.entries(isObject(markers as JsonObject) ? (markers as JsonObject) : {});
  if (replacements.length === 0) return content;
  const text = content.toString('utf8');
  return Buffer.from(
    replacements.reduce((current, [marker, value]) => current.replaceAll(marker, String(value)), text),
  );
};
