import { asTexts, isObject, type JsonObject, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type ResponseHeaders = {
  /** Set on every answer. */
  readonly fixed: Record<string, string>;
  /** Origins that may read answers, when the policy has CORS. */
  readonly allowOrigins: string[];
};

const security = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'strict-origin-when-cross-origin',
};

/** AWS-managed response header policies by id. */
const managed: Record<string, ResponseHeaders> = {
  '67f7725c-6f97-4210-82d7-5512b31e9d03': { fixed: security, allowOrigins: [] },
  'e61eb60c-9c35-4d20-a928-2b84e02af89c': { fixed: security, allowOrigins: ['*'] },
  'eaab4381-ed33-4a86-88ca-d9558dc6cd63': { fixed: security, allowOrigins: ['*'] },
  '60669652-455b-4ae9-85a4-c4c02393f86c': { fixed: {}, allowOrigins: ['*'] },
  '5cc3b908-e619-4b99-88e5-2cf7f45965bd': { fixed: {}, allowOrigins: ['*'] },
};

/** The headers a behaviour's response header policy adds. */
export const responseHeadersOf = (behaviour: JsonObject, resolver: Resolver): ResponseHeaders => {
  const id = textAt(behaviour, 'ResponseHeadersPolicyId') ?? '';
  const policies = resolver.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  const policy = policies.find((candidate) => resolver.ref(candidate) === id);
  if (policy === undefined) return managed[id] ?? { fixed: {}, allowOrigins: [] };
  const config = objectAt(resolver.properties(policy), 'ResponseHeadersPolicyConfig');
  const custom = listAt(objectAt(config, 'CustomHeadersConfig'), 'Items').filter(isObject);
  return {
    fixed: {
      ...securityHeaders(objectAt(config, 'SecurityHeadersConfig')),
      ...Object.fromEntries(
        custom.map((item) => [(textAt(item, 'Header') ?? '').toLowerCase(), textAt(item, 'Value') ?? '']),
      ),
    },
    allowOrigins: asTexts(objectAt(objectAt(config, 'CorsConfig'), 'AccessControlAllowOrigins').Items),
  };
};

const securityHeaders = (config: JsonObject): Record<string, string> => {
  const headers: Record<string, string | undefined> = {
    'content-security-policy': textAt(objectAt(config, 'ContentSecurityPolicy'), 'ContentSecurityPolicy'),
    'x-content-type-options': 'ContentTypeOptions' in config ? 'nosniff' : undefined,
    'x-frame-options': textAt(objectAt(config, 'FrameOptions'), 'FrameOption'),
    'referrer-policy': textAt(objectAt(config, 'ReferrerPolicy'), 'ReferrerPolicy'),
    'strict-transport-security': transportSecurity(objectAt(config, 'StrictTransportSecurity')),
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
};

const transportSecurity = (config: JsonObject): string | undefined => {
  const seconds = textAt(config, 'AccessControlMaxAgeSec');
  if (seconds === undefined) return undefined;
  return `max-age=${seconds}${config.IncludeSubdomains === true ? '; includeSubDomains' : ''}`;
};
