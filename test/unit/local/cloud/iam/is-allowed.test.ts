import { isAllowed, matches } from '#local/cloud/iam/is-allowed';
import { statementsOf } from '#local/cloud/iam/statements';
import type { Json } from '#local/cloud/template/json';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/main';
const allowed = (statements: Json, action: string, resource: string) =>
  isAllowed(statementsOf({ Statement: statements }), action, resource);

describe('isAllowed', () => {
  const read = {
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:Query'],
    Resource: [table, `${table}/index/*`],
  };

  it('allows the listed actions on the listed resources and nothing else', () => {
    expect(allowed(read, 'dynamodb:GetItem', table)).toBe(true);
    expect(allowed(read, 'dynamodb:Query', `${table}/index/GSI1`)).toBe(true);
    expect(allowed(read, 'dynamodb:PutItem', table)).toBe(false);
    expect(allowed(read, 'dynamodb:GetItem', `${table}2`)).toBe(false);
    expect(allowed([], 'dynamodb:GetItem', table)).toBe(false);
  });

  it('takes action wildcards in any case', () => {
    expect(allowed({ Effect: 'Allow', Action: 'DynamoDB:Get*', Resource: '*' }, 'dynamodb:GetItem', table)).toBe(true);
  });

  it('lets an explicit deny win', () => {
    const deny = { Effect: 'Deny', Action: '*', Resource: table };
    expect(allowed([read, deny], 'dynamodb:GetItem', table)).toBe(false);
  });

  it('does not apply a deny whose condition it cannot judge', () => {
    const deny = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(allowed([read, deny], 'dynamodb:GetItem', table)).toBe(true);
  });

  it('reads NotAction and NotResource as everything but', () => {
    const statement = { Effect: 'Allow', NotAction: 'dynamodb:Delete*', NotResource: `${table}/index/*` };
    expect(allowed(statement, 'dynamodb:GetItem', table)).toBe(true);
    expect(allowed(statement, 'dynamodb:DeleteItem', table)).toBe(false);
    expect(allowed(statement, 'dynamodb:GetItem', `${table}/index/a`)).toBe(false);
  });
});

describe('matches', () => {
  it.each([
    ['a*c', 'abbc', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['arn:aws:s3:::b/archive/*', 'arn:aws:s3:::b/archive/2026/x.gz', true],
    ['arn:aws:s3:::b/archive/*', 'arn:aws:s3:::b/other', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});
