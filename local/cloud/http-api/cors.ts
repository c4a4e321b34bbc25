import { asTexts, flagAt, type JsonObject, numberAt } from '#local/cloud/template/json';

export type CorsPolicy = {
  readonly allowOrigins: string[];
  readonly allowMethods: string[];
  readonly allowHeaders: string[];
  readonly exposeHeaders: string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | undefined;
};

/** The CorsConfiguration of an API, or `undefined` when it has none. */
export const corsPolicyOf = (configuration: JsonObject, localize: (text: string) => string): CorsPolicy | undefined => {
  if (Object.keys(configuration).length === 0) return undefined;
  return {
    allowOrigins: asTexts(configuration.AllowOrigins).map(localize),
    allowMethods: asTexts(configuration.AllowMethods),
    allowHeaders: asTexts(configuration.AllowHeaders),
    exposeHeaders: asTexts(configuration.ExposeHeaders),
    allowCredentials: flagAt(configuration, 'AllowCredentials'),
    maxAgeSeconds: numberAt(configuration, 'MaxAge'),
  };
};

const allows = (list: string[], value: string) =>
  list.some((item) => item === '*' || item.toLowerCase() === value.toLowerCase() || matchesWildcard(item, value));

const matchesWildcard = (pattern: string, origin: string) =>
  pattern.includes('://*') && origin.startsWith(pattern.slice(0, pattern.indexOf('*')));

const originHeaders = (policy: CorsPolicy, origin: string): Record<string, string> => {
  const any = policy.allowOrigins.includes('*') && !policy.allowCredentials;
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(any ? {} : { vary: 'Origin' }),
    ...(policy.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
};

/** The headers API Gateway adds to the answer of a cross-origin request; they replace the function's own. */
export const corsResponseHeaders = (policy: CorsPolicy | undefined, origin: string | undefined) => {
  if (policy === undefined || origin === undefined || !allows(policy.allowOrigins, origin)) return {};
  const exposed = policy.exposeHeaders.join(',');
  return { ...originHeaders(policy, origin), ...(exposed === '' ? {} : { 'access-control-expose-headers': exposed }) };
};

/** The headers of a preflight answer; empty (so the browser refuses) when origin or method is not allowed. */
export const preflightHeaders = (policy: CorsPolicy, origin: string, method: string): Record<string, string> => {
  if (!allows(policy.allowOrigins, origin) || !allows(policy.allowMethods, method)) return {};
  return {
    ...originHeaders(policy, origin),
    'access-control-allow-methods': policy.allowMethods.join(','),
    'access-control-allow-headers': policy.allowHeaders.join(','),
    ...(policy.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(policy.maxAgeSeconds) }),
  };
};
