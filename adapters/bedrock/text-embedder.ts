import { type BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { TextEmbedder } from '#core/ports/text-embedder';

/** The smallest that Titan Text Embeddings V2 has: it keeps 97 % of the accuracy of 1,024 at a quarter of the size. */
const dimensions = 256;

const answerSchema = z.object({
  embedding: z.array(z.number()).length(dimensions),
  inputTextTokenCount: z.number().int().min(0),
});

/** Amazon Titan Text Embeddings V2 on Bedrock, one text a call. */
export const makeTextEmbedder = (client: BedrockRuntimeClient, modelId: string): TextEmbedder => ({
  modelId,
  dimensions,
  embed: async (text) => {
    const { body } = await client.send(
      new InvokeModelCommand({
        modelId,
        contentType: 'application/json',
        accept: 'application/json',
        body: JSON.stringify({ inputText: text, dimensions, normalize: true }),
      }),
    );
    const { embedding, inputTextTokenCount } = answerSchema.parse(JSON.parse(new TextDecoder().decode(body)));
    return { vector: Float32Array.from(embedding), inputTokens: inputTextTokenCount };
  },
});
