import type { IncomingMessage } from 'node:http';
import { matches } from '#local/cloud/iam/is-allowed';
import { asTexts, type JsonObject, listAt, numberAt, objectAt } from '#local/cloud/template/json';

/**
 * The CORS headers S3 would add for a bucket's CorsConfiguration: for a preflight the method it asks for counts.
 * Empty when the request has no origin or no rule allows it. `standsFor` gives the addresses that an origin stands for
 * locally.
 */
export const bucketCorsHeaders = (
  properties: JsonObject,
  request: IncomingMessage,
  standsFor: (origin: string) => readonly string[] = () => [],
): Record<string, string> => {
  const { origin } = request.headers;
  if (origin === undefined) return {};
  const isPreflight = request.method === 'OPTIONS';
  const origins = [origin, ...standsFor(origin)];
  const method = String(isPreflight ? request.headers['access-control-request-method'] : request.method);
  const rule = listAt(objectAt(properties, 'CorsConfiguration'), 'CorsRules').find(
    (candidate) =>
      asTexts(objectAt({ candidate }, 'candidate').AllowedMethods).includes(method) &&
      asTexts(objectAt({ candidate }, 'candidate').AllowedOrigins).some((pattern) =>
        origins.some((one) => matches(pattern, one)),
      ),
  );
  if (rule === undefined) return {};
  const { AllowedMethods, AllowedOrigins, ExposedHeaders } = objectAt({ rule }, 'rule');
  const wanted = request.headers['access-control-request-headers'];
  return {
    'access-control-allow-origin': asTexts(AllowedOrigins).includes('*') ? '*' : origin,
    'access-control-allow-methods': asTexts(AllowedMethods).join(', '),
    'access-control-expose-headers': asTexts(ExposedHeaders).join(', '),
    ...(isPreflight && wanted !== undefined ? { 'access-control-allow-headers': wanted } : {}),
    ...(isPreflight ? { 'access-control-max-age': String(numberAt(rule, 'MaxAge') ?? 0) } : {}),
    vary: 'Origin',
  };
};
