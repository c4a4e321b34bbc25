import type { IncomingMessage } from 'node:http';

/** The URL of a request; only path and query are of use. A path that begins with `//` stays a path. */
export const requestUrl = (request: IncomingMessage): URL => {
  const target = request.url ?? '/';
  return new URL(target.startsWith('/') ? `http://localhost${target}` : '/', 'http://localhost');
};
