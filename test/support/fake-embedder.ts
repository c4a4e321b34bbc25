import type { TextEmbedder } from '#core/ports/text-embedder';
import { embedText } from '#local/cloud/bedrock/embed-text';

/** The stand-in's vectors without a call; `texts` are those that were sent. */
export const fakeEmbedder = (): TextEmbedder & { readonly texts: string[] } => {
  const texts: string[] = [];
  return {
    texts,
    modelId: 'test-embedder',
    dimensions: 64,
    embed: async (text) => {
      texts.push(text);
      const { embedding } = embedText({ inputText: text, dimensions: 64 }) as { embedding: number[] };
      return { vector: Float32Array.from(embedding), inputTokens: text.length };
    },
  };
};
