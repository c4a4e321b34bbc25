/** A route of an HTTP API, such as `GET /api/products/{productId}`, `ANY /{proxy+}` or `$default`. */
export type Route<T> = { readonly routeKey: string; readonly target: T };
export type RouteMatch<T> = { readonly route: Route<T>; readonly pathParameters: Record<string, string> };
export type RouteTable<T> = {
  match(method: string, path: string): RouteMatch<T> | undefined;
};

type Compiled<T> = { route: Route<T>; method: string; segments: string[] };

/**
 * Finds routes with the precedence of API Gateway: the full path match first (literal segments before {parameters}),
 * then the greedy {proxy+}, then $default; at equal paths a named method before ANY.
 */
export const createRouteTable = <T>(routes: readonly Route<T>[]): RouteTable<T> => {
  const fallback = routes.find((route) => route.routeKey === '$default');
  const compiled = routes.filter((route) => route !== fallback).map(compile);
  compiled.sort(byPrecedence);
  return {
    match: (method, path) => {
      const segments = segmentsOf(path);
      for (const candidate of compiled) {
        if (candidate.method !== 'ANY' && candidate.method !== method) continue;
        const pathParameters = matchSegments(candidate.segments, segments);
        if (pathParameters !== undefined) return { route: candidate.route, pathParameters };
      }
      return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
    },
  };
};

const segmentsOf = (path: string) => path.replace(/^\//, '').split('/');

const compile = <T>(route: Route<T>): Compiled<T> => {
  const [method = 'ANY', path = '/'] = route.routeKey.split(' ');
  return { route, method, segments: segmentsOf(path) };
};

const rank = (segment: string) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);

const byPrecedence = <T>(a: Compiled<T>, b: Compiled<T>): number => {
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index++) {
    const difference = rank(a.segments[index] ?? '{end+}') - rank(b.segments[index] ?? '{end+}');
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY') || (a.route.routeKey < b.route.routeKey ? -1 : 1);
};

const matchSegments = (pattern: string[], actual: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    if (segment.endsWith('+}')) {
      const rest = actual.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[segment.slice(1, -2)] = rest;
      return parameters;
    }
    const value = actual[index];
    if (value === undefined) return undefined;
    if (segment.startsWith('{')) {
      if (value === '') return undefined;
      parameters[segment.slice(1, -1)] = decoded(value);
    } else if (segment !== value) return undefined;
  }
  return pattern.length === actual.length ? parameters : undefined;
};

const decoded = (value: string) => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};
