/**
 * Bytes of a file as text: UTF-8, and from the first bytes on that are not UTF-8, Windows-1252 (the superset of Latin-1
 * that spreadsheets write). Until then such a file was ASCII, which both read alike.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  // What the decoder may still hold: at most three bytes of an unfinished character.
  let held = Buffer.alloc(0);
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      const all = Buffer.concat([held, bytes]);
      decoder = new TextDecoder('windows-1252');
      return decoder.decode(all, { stream });
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk, true);
    if (decoder.encoding === 'utf-8') held = unfinishedTail(Buffer.concat([held, chunk]));
    if (text !== '') yield text;
  }
  const rest = decode(new Uint8Array(0), false);
  if (rest !== '') yield rest;
}

/** The last bytes that begin a UTF-8 character and do not end it. */
const unfinishedTail = (bytes: Buffer): Buffer<ArrayBuffer> => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return Buffer.from(length > back ? bytes.subarray(bytes.length - back) : []);
    }
  }
  return Buffer.alloc(0);
};
