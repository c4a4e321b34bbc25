import { createGzip, gunzipSync, gzipSync } from 'node:zlib';

const newline = 0x0a;

/** One JSON value a line, gzipped. Equal values give equal bytes. */
export const writeNdjson = (values: Iterable<unknown>): Uint8Array =>
  gzipSync(Array.from(values, (value) => `${JSON.stringify(value)}\n`).join(''));

/** As `writeNdjson`, of values that come one by one; only their compressed form stays in memory. */
export const writeNdjsonStream = async (values: AsyncIterable<unknown>): Promise<Uint8Array> => {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => gzip.once('end', resolve).once('error', reject));
  for await (const value of values) {
    if (!gzip.write(`${JSON.stringify(value)}\n`)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await ended;
  return Buffer.concat(chunks);
};

/** The values of a gzipped NDJSON file, parsed line by line. @throws SyntaxError when a line is not JSON. */
export function* readNdjson(content: Uint8Array): Generator<unknown> {
  const text = gunzipSync(content);
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf(newline, start);
    const stop = end === -1 ? text.length : end;
    if (stop > start) yield JSON.parse(text.toString('utf8', start, stop));
    start = stop + 1;
  }
}
