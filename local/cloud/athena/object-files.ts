import type { ObjectFiles } from '#local/cloud/athena/sql-engine';
import type { S3Engine } from '#local/cloud/s3/engine';

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

const parse = (address: string): { bucket: string; key: string } => {
  const match = /^s3:\/\/([^/]+)\/(.*)$/.exec(address);
  if (!match) throw new Error(`INVALID_LOCATION: ${address} is not an S3 address`);
  return { bucket: match[1] ?? '', key: match[2] ?? '' };
};

/** Objects of the local S3, past the gateway: the service reads them in its caller's name. */
export const objectFiles = (engine: () => Promise<S3Engine>): ObjectFiles => ({
  read: async (prefix) => {
    const { url } = await engine();
    const { bucket, key } = parse(prefix);
    const listing = await (await fetch(`${url}/${bucket}?list-type=2&prefix=${encodeURIComponent(key)}`)).text();
    const keys = [...listing.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, found]) => unescaped(found ?? ''));
    return Promise.all(
      keys.map(async (found) => {
        const path = found.split('/').map(encodeURIComponent).join('/');
        return new Uint8Array(await (await fetch(`${url}/${bucket}/${path}`)).arrayBuffer());
      }),
    );
  },
  write: async (address, content) => {
    const { url } = await engine();
    const { bucket, key } = parse(address);
    const answer = await fetch(`${url}/${bucket}/${key}`, { method: 'PUT', body: Buffer.from(content) });
    if (!answer.ok) throw new Error(`${address} could not be written: ${answer.status}`);
  },
});
