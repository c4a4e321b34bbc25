import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Behaviour, Distribution } from '#local/cloud/front-door/distribution';
import { compileEdgeFunction, type EdgeFunction } from '#local/cloud/front-door/edge-function';
import { applyForwarding } from '#local/cloud/front-door/forwarding';
import { mediaTypeOf } from '#local/cloud/front-door/media-types';
import type { ResponseHeaders } from '#local/cloud/front-door/response-headers';
import type { SiteFile, SiteFiles } from '#local/cloud/front-door/site-files';
import { matches } from '#local/cloud/iam/is-allowed';
import type { Handler } from '#local/cloud/listeners';
import { requestUrl } from '#local/cloud/request-url';

type Options = {
  readonly distribution: Distribution;
  readonly files: SiteFiles;
  /** Takes the place of the site's /config.json: the same app talks to local addresses. */
  readonly config: Record<string, string>;
  readonly api: Handler;
  readonly localize: (text: string) => string;
};
type Route = { readonly behaviour: Behaviour; readonly edgeFunction: EdgeFunction | undefined };

/** Serves pages and API under one origin by the behaviours of the template's distribution. It caches nothing. */
export const createFrontDoor = (options: Options): Handler => {
  const routes = options.distribution.behaviours.map((behaviour): Route => {
    const code = behaviour.viewerRequestCode;
    return { behaviour, edgeFunction: code === undefined ? undefined : compileEdgeFunction(code) };
  });
  return async (request, response) => {
    const { pathname } = requestUrl(request);
    const route = routes.find(({ behaviour }) => matches(behaviour.pathPattern, pathname));
    if (route === undefined) return send(response, 404, {}, 'Not Found');
    const { behaviour } = route;
    addPolicyHeaders(request, response, behaviour.headers, options.localize);
    if (!behaviour.methods.includes(request.method ?? 'GET')) {
      return send(response, 403, { 'content-type': 'text/plain' }, `This path does not take ${request.method}.`);
    }
    if (behaviour.origin.kind === 'api') {
      applyForwarding(request, behaviour.forwarding);
      return options.api(request, response);
    }
    serveFile(request, response, route, behaviour.origin.bucket, pathname, options);
  };
};

const addPolicyHeaders = (
  request: IncomingMessage,
  response: ServerResponse,
  { fixed, allowOrigins }: ResponseHeaders,
  localize: (text: string) => string,
): void => {
  for (const [name, value] of Object.entries(fixed)) response.setHeader(name, localize(value));
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (allowOrigins.includes('*')) response.setHeader('access-control-allow-origin', '*');
  else if (allowOrigins.includes(origin)) response.setHeader('access-control-allow-origin', origin);
};

const serveFile = (
  request: IncomingMessage,
  response: ServerResponse,
  { edgeFunction }: Route,
  bucket: string,
  pathname: string,
  options: Options,
): void => {
  const rewritten = edgeFunction?.(request, pathname) ?? { uri: pathname };
  if (rewritten.statusCode !== undefined) {
    const headers = Object.entries(rewritten.headers ?? {}).map(([name, { value }]) => [name, value]);
    send(response, rewritten.statusCode, Object.fromEntries(headers), '');
    return;
  }
  const path = rewritten.uri === '/' ? `/${options.distribution.defaultRootObject}` : (rewritten.uri ?? pathname);
  const page = pageFor(bucket, path, options);
  if (page === undefined) send(response, 403, {}, 'Access Denied');
  else sendFile(request, response, page);
};

type Page = { readonly status: number; readonly path: string; readonly file: SiteFile };

/** The file at a path, or the error page for the 403 with which a bucket that may not be listed answers. */
const pageFor = (bucket: string, path: string, options: Options): Page | undefined => {
  const file = fileAt(bucket, path, options);
  if (file !== undefined) return { status: 200, path, file };
  const { errorPages } = options.distribution;
  const fallback = errorPages.get(403) ?? errorPages.get(404);
  const page = fallback === undefined ? undefined : fileAt(bucket, fallback.page, options);
  return fallback === undefined || page === undefined
    ? undefined
    : { status: fallback.status, path: fallback.page, file: page };
};

const fileAt = (bucket: string, path: string, { files, config }: Options): SiteFile | undefined => {
  if (path === '/config.json') return { cacheControl: 'no-cache', read: () => Buffer.from(JSON.stringify(config)) };
  return files.get(bucket)?.get(decodedKey(path));
};

/** A path with a broken escape names no file. */
const decodedKey = (path: string): string => {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return '';
  }
};

const sendFile = (request: IncomingMessage, response: ServerResponse, { status, path, file }: Page): void => {
  const content = file.read();
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  const headers: Record<string, string> = { 'content-type': mediaTypeOf(path), etag };
  if (file.cacheControl !== undefined) headers['cache-control'] = file.cacheControl;
  const isKnown = request.headers['if-none-match'] === etag;
  if (isKnown) send(response, 304, headers, '');
  else {
    const length = { 'content-length': String(content.length) };
    send(response, status, { ...headers, ...length }, request.method === 'HEAD' ? '' : content);
  }
};

const send = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): void => {
  response.writeHead(status, headers).end(body);
};
