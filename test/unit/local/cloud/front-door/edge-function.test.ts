import type { IncomingMessage } from 'node:http';
import { compileEdgeFunction } from '#local/cloud/front-door/edge-function';

const request = { method: 'GET', url: '/a?b=1', headers: { host: 'x' }, socket: {} } as IncomingMessage;

it('runs the rewriting code of a CloudFront Function', () => {
  const rewrite = compileEdgeFunction(
    "function handler(event) { event.request.uri = '/index.html?' + event.request.querystring.b.value; return event.request; }",
  );
  expect(rewrite(request, '/a').uri).toBe('/index.html?1');
});

it('stops code that does not end', () => {
  const endless = compileEdgeFunction('function handler() { for (;;) {} }');
  expect(() => endless(request, '/a')).toThrow(/timed out/);
});
