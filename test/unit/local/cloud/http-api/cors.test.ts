import { corsPolicyOf, corsResponseHeaders, preflightHeaders } from '#local/cloud/http-api/cors';

const same = (text: string) => text;
const policyOf = (configuration: Record<string, string[] | boolean>) => {
  const policy = corsPolicyOf(configuration, same);
  if (policy === undefined) throw new Error('no policy');
  return policy;
};

it('has no policy without a configuration', () => {
  expect(corsPolicyOf({}, same)).toBeUndefined();
  expect(corsResponseHeaders(undefined, 'https://a.example')).toEqual({});
});

it('answers any origin with *, but by name when credentials are allowed', () => {
  const open = policyOf({ AllowOrigins: ['*'], AllowMethods: ['*'] });
  const withCookies = policyOf({ AllowOrigins: ['*'], AllowMethods: ['*'], AllowCredentials: true });
  expect(corsResponseHeaders(open, 'https://a.example')).toEqual({ 'access-control-allow-origin': '*' });
  expect(corsResponseHeaders(withCookies, 'https://a.example')).toMatchObject({
    'access-control-allow-origin': 'https://a.example',
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  });
});

it('gives nothing to a preflight of another origin or method', () => {
  const policy = policyOf({ AllowOrigins: ['https://a.example'], AllowMethods: ['GET'] });
  expect(preflightHeaders(policy, 'https://b.example', 'GET')).toEqual({});
  expect(preflightHeaders(policy, 'https://a.example', 'PUT')).toEqual({});
  expect(preflightHeaders(policy, 'https://a.example', 'GET')).toMatchObject({ 'access-control-allow-methods': 'GET' });
});
