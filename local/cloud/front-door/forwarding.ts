import type { IncomingMessage } from 'node:http';
import { requestUrl } from '#local/cloud/request-url';
import type { Resource } from '#local/cloud/template/assembly';
import { asTexts, type JsonObject, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

/** What of a viewer's request reaches the origin. */
export type Forwarding = { readonly query: Allowed; readonly headers: Allowed; readonly cookies: Allowed };
type Allowed = 'all' | readonly string[];

const nothing: Forwarding = { query: [], headers: [], cookies: [] };
const everything: Forwarding = { query: 'all', headers: 'all', cookies: 'all' };

/** AWS-managed policies, by id, that forward something; the others forward nothing. */
const managed: Record<string, Forwarding> = {
  '216adef6-5c7f-47e4-b989-5492eafa07d3': everything,
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': everything,
  '33f36d7e-f396-46d9-90e0-52428a34d9dc': { ...everything, headers: 'all' },
  '59781a5b-3903-41f3-afcb-af62929ccde1': { ...nothing, headers: ['origin'] },
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': { query: 'all', headers: ['authorization', 'host'], cookies: 'all' },
};

/** The union of a behaviour's cache policy and origin request policy, as CloudFront forwards it. */
export const forwardingOf = (behaviour: JsonObject, resolver: Resolver): Forwarding => {
  const cache = policyOf(textAt(behaviour, 'CachePolicyId'), 'CachePolicy', resolver);
  const origin = policyOf(textAt(behaviour, 'OriginRequestPolicyId'), 'OriginRequestPolicy', resolver);
  return {
    query: union(cache.query, origin.query),
    headers: union(cache.headers, origin.headers),
    cookies: union(cache.cookies, origin.cookies),
  };
};

const union = (a: Allowed, b: Allowed): Allowed => (a === 'all' || b === 'all' ? 'all' : [...a, ...b]);

const policyOf = (
  id: string | undefined,
  kind: 'CachePolicy' | 'OriginRequestPolicy',
  resolver: Resolver,
): Forwarding => {
  const known = managed[id ?? ''];
  if (known !== undefined) return known;
  const resource = resolver.ofType(`AWS::CloudFront::${kind}`).find((policy) => resolver.ref(policy) === id);
  return resource === undefined ? nothing : customPolicy(resource, kind, resolver);
};

const customPolicy = (resource: Resource, kind: string, resolver: Resolver): Forwarding => {
  const config = objectAt(resolver.properties(resource), `${kind}Config`);
  const source = kind === 'CachePolicy' ? objectAt(config, 'ParametersInCacheKeyAndForwardedToOrigin') : config;
  return {
    query: allowedBy(objectAt(source, 'QueryStringsConfig'), 'QueryString'),
    headers: allowedBy(objectAt(source, 'HeadersConfig'), 'Header'),
    cookies: allowedBy(objectAt(source, 'CookiesConfig'), 'Cookie'),
  };
};

const allowedBy = (config: JsonObject, kind: string): Allowed => {
  const behaviour = textAt(config, `${kind}Behavior`) ?? 'none';
  if (behaviour === 'none') return [];
  if (behaviour !== 'whitelist') return 'all';
  const list = asTexts(config[`${kind}s`]);
  return kind === 'Header' ? list.map((name) => name.toLowerCase()) : list;
};

/** CloudFront hands these on whatever the policies say. */
const alwaysForwarded = new Set([
  'host',
  'user-agent',
  'accept-encoding',
  'connection',
  'content-type',
  'content-length',
  'transfer-encoding',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'range',
]);

/** Takes from the request what CloudFront would not forward, so that a gap in the policies shows here too. */
export const applyForwarding = (request: IncomingMessage, forwarding: Forwarding): void => {
  const { query, headers } = forwarding;
  if (headers !== 'all') {
    for (const name of Object.keys(request.headers)) {
      const isCookie = name === 'cookie' && forwarding.cookies.length > 0;
      if (!alwaysForwarded.has(name) && !headers.includes(name) && !isCookie) delete request.headers[name];
    }
  }
  if (query === 'all') return;
  const url = requestUrl(request);
  for (const name of new Set(url.searchParams.keys())) if (!query.includes(name)) url.searchParams.delete(name);
  request.url = url.pathname + url.search;
};
