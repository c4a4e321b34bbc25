import { Transform } from 'node:stream';

/**
 * Takes the chunk framing of `Content-Encoding: aws-chunked` off a body ("Signature Calculations for the Authorization
 * Header: Transferring Payload in Multiple Chunks", Amazon S3 API Reference). The engine would store the framing as
 * content. Trailers (checksums) are dropped.
 */
export const createAwsChunkedDecoder = (): Transform => {
  let pending: Buffer = Buffer.alloc(0);
  let missing = 0;
  let ended = false;
  return new Transform({
    transform(data: Buffer, _encoding, done) {
      pending = pending.length === 0 ? data : Buffer.concat([pending, data]);
      while (!ended && pending.length > 0) {
        if (missing > 0) {
          const part = pending.subarray(0, missing);
          this.push(part);
          missing -= part.length;
          pending = pending.subarray(part.length);
          continue;
        }
        if (pending[0] === 13) {
          if (pending.length < 2) break;
          pending = pending.subarray(2);
          continue;
        }
        const lineEnd = pending.indexOf('\r\n');
        if (lineEnd < 0) break;
        missing = Number.parseInt(pending.toString('latin1', 0, lineEnd), 16);
        pending = pending.subarray(lineEnd + 2);
        ended = missing === 0;
      }
      done();
    },
  });
};
