/**
 * A file of named typed arrays: magic, header length, JSON header (kind, format version, free fields, array table),
 * then the arrays' bytes, each on an 8-byte boundary, little-endian.
 */
const magic = 0x53555041;

const arrayTypes = { Int32Array, Float32Array, Float64Array, Uint8Array } as const;
type ArrayType = keyof typeof arrayTypes;
export type PackableArray = Int32Array | Float32Array | Float64Array | Uint8Array;

interface Header {
  readonly kind: string;
  readonly version: number;
  readonly fields: unknown;
  readonly arrays: readonly { readonly name: string; readonly type: ArrayType; readonly length: number }[];
}

export interface PackedArrays {
  readonly kind: string;
  readonly version: number;
  /** Anything JSON. */
  readonly fields: unknown;
  readonly arrays: Readonly<Record<string, PackableArray>>;
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const typeOf = (array: PackableArray): ArrayType => {
  if (array instanceof Int32Array) return 'Int32Array';
  if (array instanceof Float32Array) return 'Float32Array';
  return array instanceof Float64Array ? 'Float64Array' : 'Uint8Array';
};

export const packArrays = ({ kind, version, fields, arrays }: PackedArrays): Uint8Array => {
  const named = Object.entries(arrays);
  const table = named.map(([name, array]) => ({ name, type: typeOf(array), length: array.length }));
  const header = new TextEncoder().encode(JSON.stringify({ kind, version, fields, arrays: table } satisfies Header));
  const size = named.reduce((sum, [, array]) => sum + aligned(array.byteLength), aligned(8 + header.length));
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, magic);
  new DataView(packed.buffer).setUint32(4, header.length);
  packed.set(header, 8);
  let at = aligned(8 + header.length);
  for (const [, array] of named) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return packed;
};

const readHeader = (packed: Uint8Array, kind: string, version: number): { header: Header; bodyAt: number } => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 8 || view.getUint32(0) !== magic) throw new Error(`Not a ${kind} file: the magic is wrong`);
  const headerBytes = view.getUint32(4);
  if (8 + headerBytes > packed.length) throw new Error(`The ${kind} file is cut off in its header`);
  const header = JSON.parse(new TextDecoder().decode(packed.subarray(8, 8 + headerBytes))) as Header;
  if (header.kind !== kind) throw new Error(`Expected a file of kind ${kind}, got ${header.kind}`);
  if (header.version !== version) {
    throw new Error(`The ${kind} file has format version ${header.version}, not ${version}`);
  }
  return { header, bodyAt: aligned(8 + headerBytes) };
};

/**
 * Reads what `packArrays` wrote.
 * @throws Error when the magic, the kind, the format version or the length is not as expected.
 */
export const unpackArrays = (packed: Uint8Array, kind: string, version: number): PackedArrays => {
  const { header, bodyAt } = readHeader(packed, kind, version);
  const arrays: Record<string, PackableArray> = {};
  let at = bodyAt;
  for (const { name, type, length } of header.arrays) {
    const TypedArray = arrayTypes[type];
    const bytes = length * TypedArray.BYTES_PER_ELEMENT;
    if (at + bytes > packed.length) throw new Error(`The ${kind} file is cut off in ${name}`);
    arrays[name] = new TypedArray(Uint8Array.from(packed.subarray(at, at + bytes)).buffer);
    at += aligned(bytes);
  }
  return { kind, version, fields: header.fields, arrays };
};
