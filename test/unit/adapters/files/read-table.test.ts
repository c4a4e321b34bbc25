import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodeText } from '#adapters/files/decode-text';
import { readCsv, readLines } from '#adapters/files/read-table';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

const decode = async (bytes: Uint8Array, size: number) => (await collect(decodeText(inChunks(bytes, size)))).join('');

describe('decodeText', () => {
  it('reads UTF-8 whole, wherever the chunks cut it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), async (text, size) => {
        expect(await decode(Buffer.from(`x${text}`), size)).toBe(`x${text}`);
      }),
    );
  });

  it('reads Latin-1 and the signs of Windows-1252, wherever the chunks cut it', async () => {
    const bytes = Buffer.concat([Buffer.from('plain, then Théière £5 ', 'latin1'), Buffer.from([0x80])]);
    for (let size = 1; size <= bytes.length; size += 1) {
      expect(await decode(bytes, size)).toBe('plain, then Théière £5 €');
    }
  });
});

describe('readCsv', () => {
  const read = (text: string | Buffer, size = 7) => collect(readCsv(inChunks(Buffer.from(text), size)));

  it.each([',', ';', '\t', '|'])('finds out that columns are parted by %j', async (sign) => {
    expect(await read(['a', 'b,c;d'].join(sign).replace('b,c;d', '"b,c;d"'))).toEqual([['a', 'b,c;d']]);
  });

  it('reads quotes, line breaks in cells, a byte order mark and rows of uneven length', async () => {
    expect(await read('\ufeffid,title\r\n1,"a ""big""\ncup"\r\n2\r\n')).toEqual([
      ['id', 'title'],
      ['1', 'a "big"\ncup'],
      ['2'],
    ]);
  });

  it('unpacks gzip that nobody announced, and says when it is cut off', async () => {
    const packed = gzipSync(Buffer.from('id,title\n1,Cup\n'));
    expect(await read(packed)).toEqual([
      ['id', 'title'],
      ['1', 'Cup'],
    ]);
    await expect(read(packed.subarray(0, packed.length - 10))).rejects.toThrow(/damaged or cut off/);
  });

  it('says that it could not be read when a quote is never closed', async () => {
    await expect(read('id,title\n1,"Cup\n2,Pot\n')).rejects.toThrow(/could not be read as CSV: a quotation mark/);
  });

  it('passes on what the source fails with', async () => {
    const source = (async function* () {
      yield Buffer.from('id,title\n');
      throw new Error('connection lost');
    })();
    await expect(collect(readCsv(source))).rejects.toThrow('connection lost');
  });
});

describe('readLines', () => {
  it('reads lines, the last one too when nothing ends it', async () => {
    expect(await collect(readLines(inChunks(Buffer.from('{"a":1}\r\n\n{"b":2}'), 3)))).toEqual([
      '{"a":1}',
      '',
      '{"b":2}',
    ]);
  });
});
