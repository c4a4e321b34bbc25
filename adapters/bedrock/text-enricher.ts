import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { TextEnricher } from '#core/ports/text-enricher';

const longestAnswerTokens = 4_096;

/** HTTP/1.1: answers come whole, so nothing is gained by the default HTTP/2 sessions. */
export const makeBedrockClient = (): BedrockRuntimeClient =>
  new BedrockRuntimeClient({
    maxAttempts: 3,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 45_000 }),
  });

/** A model on Bedrock by the Converse API, as repeatable as it can be made: temperature 0. */
export const makeTextEnricher = (client: BedrockRuntimeClient, modelId: string): TextEnricher => ({
  modelId,
  complete: async ({ system, user }) => {
    const { output, usage } = await client.send(
      new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: longestAnswerTokens, temperature: 0 },
      }),
    );
    const text = (output?.message?.content ?? []).map((block) => block.text ?? '').join('');
    return { text, inputTokens: usage?.inputTokens ?? 0, outputTokens: usage?.outputTokens ?? 0 };
  },
});
