type TypedArray = Int32Array | Float32Array | Float64Array | Uint8Array;

const isTypedArray = (value: unknown): value is TypedArray => ArrayBuffer.isView(value) && !(value instanceof DataView);

const copyShared = (array: TypedArray): TypedArray => {
  const buffer = new SharedArrayBuffer(array.byteLength);
  const Type = array.constructor as new (buffer: SharedArrayBuffer) => TypedArray;
  const copy = new Type(buffer);
  copy.set(array);
  return copy;
};

/** Plain data with its arrays in memory that threads share. An array is copied once, however often it is given. */
export class SharedArrays {
  readonly #copies = new WeakMap<TypedArray, TypedArray>();

  share<T>(value: T): T {
    if (isTypedArray(value)) return this.#shareArray(value) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.share(part)])) as T;
  }

  #shareArray(array: TypedArray): TypedArray {
    if (array.buffer instanceof SharedArrayBuffer) return array;
    const copy = this.#copies.get(array) ?? copyShared(array);
    this.#copies.set(array, copy);
    return copy;
  }
}
