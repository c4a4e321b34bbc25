import { deflateRawSync } from 'node:zlib';
import { readZip } from '#local/cloud/template/read-zip';

/** Writes a zip archive with one stored or deflated file. */
const zipOf = (path: string, content: string, method: 0 | 8): Buffer => {
  const data = method === 8 ? deflateRawSync(Buffer.from(content)) : Buffer.from(content);
  const name = Buffer.from(path);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(method, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
};

it.each([0, 8] as const)('reads a file of compression method %i', (method) => {
  const text = 'hello '.repeat(100);
  const [file] = readZip(zipOf('a/b.txt', text, method));
  expect([file?.path, file?.content.toString()]).toEqual(['a/b.txt', text]);
});

it('refuses what is no archive', () => {
  expect(() => readZip(Buffer.from('nothing of the kind'))).toThrow('This is no zip archive.');
});
