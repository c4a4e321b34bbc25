import * as fc from 'fast-check';
import { createRouteTable } from '#local/cloud/http-api/route-table';

const tableOf = (...keys: string[]) => createRouteTable(keys.map((routeKey) => ({ routeKey, target: routeKey })));
const found = (keys: string[], method: string, path: string) => tableOf(...keys).match(method, path)?.route.routeKey;

describe('precedence', () => {
  const keys = [
    '$default',
    'ANY /{proxy+}',
    'GET /items/{proxy+}',
    'GET /items/{id}',
    'ANY /items/special',
    'GET /items/special',
  ];
  it.each([
    ['GET', '/items/special', 'GET /items/special'],
    ['POST', '/items/special', 'ANY /items/special'],
    ['GET', '/items/7', 'GET /items/{id}'],
    ['GET', '/items/7/parts', 'GET /items/{proxy+}'],
    ['PUT', '/items/7', 'ANY /{proxy+}'],
    ['GET', '/', '$default'],
  ])('%s %s goes to %s', (method, path, expected) => {
    expect(found(keys, method, path)).toBe(expected);
  });

  it('does not depend on the order of the routes', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
        expect(found(shuffled, 'GET', '/items/special')).toBe('GET /items/special');
        expect(found(shuffled, 'GET', '/items/7')).toBe('GET /items/{id}');
      }),
    );
  });
});

describe('path parameters', () => {
  it('are decoded', () => {
    expect(tableOf('GET /a/{x}/b/{y}').match('GET', '/a/1%2F2/b/%C3%A4')?.pathParameters).toEqual({ x: '1/2', y: 'ä' });
  });

  it('never match an empty segment', () => {
    expect(found(['GET /a/{x}'], 'GET', '/a/')).toBeUndefined();
    expect(found(['GET /a/{rest+}'], 'GET', '/a/')).toBeUndefined();
  });

  it('keep a segment with a broken escape as it is', () => {
    expect(tableOf('GET /{x}').match('GET', '/%zz')?.pathParameters).toEqual({ x: '%zz' });
  });
});

it('matches no other length, method or literal', () => {
  expect(found(['GET /a/b'], 'GET', '/a')).toBeUndefined();
  expect(found(['GET /a/b'], 'GET', '/a/b/c')).toBeUndefined();
  expect(found(['GET /a/b'], 'POST', '/a/b')).toBeUndefined();
  expect(found(['GET /a/b'], 'GET', '/a/B')).toBeUndefined();
});
