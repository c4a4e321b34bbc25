import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { createAwsChunkedDecoder } from '#local/cloud/s3/aws-chunked';

const decode = async (pieces: Buffer[]): Promise<Buffer> =>
  Buffer.concat(await Readable.from(pieces).pipe(createAwsChunkedDecoder()).toArray());
const encode = (chunks: Uint8Array[]): Buffer =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=ab\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n'),
  ]);
const cut = (data: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(data.length / size) }, (_, index) => data.subarray(index * size, (index + 1) * size));

it('gives back the content whatever the chunks and however the network cuts them', async () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), async (chunks, size) => {
      expect(await decode(cut(encode(chunks), size))).toEqual(Buffer.concat(chunks));
    }),
    { numRuns: 100 },
  );
});
