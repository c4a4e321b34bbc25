import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { ImportFileError } from '#core/imports/column-mapping';
import { decodeText } from './decode-text.ts';

/** Rows of a file: the first is the header, unless the file is JSONL. */
export type FileRows = AsyncIterable<readonly string[]>;

const longestRow = 1024 * 1024;

const unclosedQuote =
  'The file could not be read as CSV: a quotation mark opens a value and none closes it. Correct the file and choose it again.';

/** The sign that occurs most often in the header outside of quotes. */
const delimiterOf = (header: string): string => {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
};

/** Bytes of an upload, unpacked when they are gzip, whatever the job says. */
export async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  const first = await source.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => source };
  })();
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isGzip ? gunzip(all) : all;
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    throw hasCode(error, 'Z_') ? new ImportFileError('The file is gzipped but damaged or cut off.') : error;
  }
}

/** Puts the first text piece that holds a whole line in front, for a look at the header. */
const withHeader = async (texts: AsyncGenerator<string>): Promise<{ header: string; texts: AsyncIterable<string> }> => {
  let head = '';
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    head += next.value;
    if (head.includes('\n') || head.length > longestRow) break;
  }
  const all = (async function* () {
    yield head;
    yield* texts;
  })();
  return { header: head.split(/\r?\n/, 1)[0] ?? '', texts: all };
};

/**
 * Reads a CSV file row by row, the header first: comma, semicolon, tab or bar separated, quoted as RFC 4180 says.
 * Memory: one row and a read buffer.
 * @throws ImportFileError when a quote is never closed
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const { header, texts } = await withHeader(decodeText(unpack(bytes)));
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(header),
    relaxColumnCount: true,
    relaxQuotes: true,
    maxRecordSize: longestRow,
  });
  const source = Readable.from(texts);
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) yield row as string[];
  } catch (error) {
    if (hasCode(error, 'CSV_QUOTE_NOT_CLOSED')) throw new ImportFileError(unclosedQuote);
    throw hasCode(error, 'CSV_') ? new ImportFileError(`The file could not be read as CSV: ${error.message}.`) : error;
  }
}

const hasCode = (error: unknown, prefix: string): error is Error =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith(prefix);

/** Reads a file line by line. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of decodeText(unpack(bytes))) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}
