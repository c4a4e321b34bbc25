type NumberArray = Float32Array | Float64Array | Int32Array | Uint8Array | Uint32Array;

/** The same numbers with room for more, which is 0. @param length at least that of the array. */
export const grownArray = <T extends NumberArray>(array: T, length: number): T => {
  const grown = new (array.constructor as new (length: number) => T)(length);
  grown.set(array);
  return grown;
};
