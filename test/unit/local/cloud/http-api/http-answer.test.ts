import { httpAnswer } from '#local/cloud/http-api/http-answer';

it('takes a result without a status for a 200 with JSON', () => {
  const answer = httpAnswer({ ok: true });
  expect([answer?.status, answer?.headers['content-type'], answer?.body.toString()]).toEqual([
    200,
    'application/json',
    '{"ok":true}',
  ]);
});

it('passes status, headers in small letters, cookies and a decoded body', () => {
  expect(
    httpAnswer({ statusCode: 201, headers: { ETag: '"1"' }, cookies: ['a=1'], body: 'AP8=', isBase64Encoded: true }),
  ).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain; charset=utf-8', etag: '"1"' },
    cookies: ['a=1'],
    body: Buffer.from([0, 255]),
  });
});

it.each(['teapot', 99, 600])('refuses the status %s', (statusCode) => {
  expect(httpAnswer({ statusCode })).toBeUndefined();
});
