import { packArrays, unpackArrays } from '#core/similarity/packed-arrays';

const packed = packArrays({
  kind: 'demo',
  version: 3,
  fields: { name: 'tea ☕' },
  arrays: {
    bytes: Uint8Array.from([1, 2, 3]),
    integers: Int32Array.from([-1, 2 ** 31 - 1]),
    singles: Float32Array.from([0.5]),
    doubles: Float64Array.from([Math.PI, -0]),
    none: new Int32Array(0),
  },
});

it('gives back every array and the fields, also from an unaligned view', () => {
  const shifted = new Uint8Array(packed.length + 1);
  shifted.set(packed, 1);
  for (const bytes of [packed, shifted.subarray(1)]) {
    const { fields, arrays } = unpackArrays(bytes, 'demo', 3);
    expect(fields).toEqual({ name: 'tea ☕' });
    expect(arrays.bytes).toEqual(Uint8Array.from([1, 2, 3]));
    expect(arrays.integers).toEqual(Int32Array.from([-1, 2 ** 31 - 1]));
    expect(arrays.singles).toEqual(Float32Array.from([0.5]));
    expect(arrays.doubles).toEqual(Float64Array.from([Math.PI, -0]));
    expect(arrays.none).toEqual(new Int32Array(0));
  }
});

it.each([
  ['another file', new Uint8Array(64), 'demo', 3, 'Not a demo file: the magic is wrong'],
  ['nothing', new Uint8Array(0), 'demo', 3, 'Not a demo file: the magic is wrong'],
  ['another kind', packed, 'other', 3, 'Expected a file of kind other, got demo'],
  ['another version', packed, 'demo', 4, 'The demo file has format version 3, not 4'],
  ['a cut header', packed.subarray(0, 20), 'demo', 3, 'The demo file is cut off in its header'],
  ['a cut body', packed.subarray(0, packed.length - 16), 'demo', 3, 'The demo file is cut off in doubles'],
])('refuses %s', (_, bytes, kind, version, message) => {
  expect(() => unpackArrays(bytes, kind, version)).toThrow(message);
});
