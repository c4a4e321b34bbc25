import { packArrays, unpackArrays } from '#core/similarity/packed-arrays';

/** Vectors of a store's product texts, by content hash. A text that changes has another hash, and so no vector. */
export interface EmbeddingTable {
  readonly modelId: string;
  readonly dimensions: number;
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

const kind = 'embeddings';
const version = 1;

/** Hashes in order, so that equal tables give equal bytes. */
export const serialiseEmbeddings = ({ modelId, dimensions, vectors }: EmbeddingTable): Uint8Array => {
  const hashes = [...vectors.keys()].sort();
  const values = new Float32Array(hashes.length * dimensions);
  hashes.forEach((hash, row) => {
    values.set(vectors.get(hash)!, row * dimensions);
  });
  return packArrays({ kind, version, fields: { modelId, dimensions, hashes }, arrays: { values } });
};

/** @throws Error when the bytes are not embeddings of this format version. */
export const deserialiseEmbeddings = (packed: Uint8Array): EmbeddingTable => {
  const { fields, arrays } = unpackArrays(packed, kind, version);
  const { modelId, dimensions, hashes } = fields as Omit<EmbeddingTable, 'vectors'> & { hashes: readonly string[] };
  const values = arrays.values as Float32Array;
  const vectors = new Map(hashes.map((hash, row) => [hash, values.subarray(row * dimensions, (row + 1) * dimensions)]));
  return { modelId, dimensions, vectors };
};
