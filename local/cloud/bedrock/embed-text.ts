import { fnv1a } from '#core/hash/fnv1a';
import { type Json, numberAt, textAt } from '#local/cloud/template/json';

const defaultDimensions = 1024;

/**
 * What Titan Text Embeddings V2 answers, by feature hashing of the words: texts that share words are close to each other,
 * and the same text always has the same vector.
 */
export const embedText = (body: Json): Json => {
  const dimensions = numberAt(body, 'dimensions') ?? defaultDimensions;
  const words = (textAt(body, 'inputText') ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const vector = new Float64Array(dimensions);
  for (const word of words) vector[fnv1a(word) % dimensions]! += fnv1a(`${word} sign`) % 2 === 0 ? 1 : -1;
  const length = Math.hypot(...vector) || 1;
  return { embedding: Array.from(vector, (value) => value / length), inputTextTokenCount: words.length };
};
