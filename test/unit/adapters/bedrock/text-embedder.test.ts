import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { makeTextEmbedder } from '#adapters/bedrock/text-embedder';

const bedrock = mockClient(BedrockRuntimeClient);
const embedder = makeTextEmbedder(new BedrockRuntimeClient({ region: 'us-east-1' }), 'amazon.titan-embed-text-v2:0');

const answers = (body: unknown) => {
  const text = JSON.stringify(body);
  const bytes = Object.assign(new TextEncoder().encode(text), { transformToString: () => text });
  return bedrock.on(InvokeModelCommand).resolves({ body: bytes, contentType: 'application/json' });
};

beforeEach(() => bedrock.reset());

describe('text embedder', () => {
  it('sends one call in the form that Titan documents and answers the vector and its tokens', async () => {
    const embedding = Array.from({ length: 256 }, (_, at) => (at === 3 ? 1 : 0));
    answers({ embedding, inputTextTokenCount: 4 });
    expect(await embedder.embed('Moss teapot')).toEqual({ vector: Float32Array.from(embedding), inputTokens: 4 });
    expect(bedrock).toHaveReceivedCommandTimes(InvokeModelCommand, 1);
    expect(bedrock).toHaveReceivedCommandWith(InvokeModelCommand, {
      modelId: 'amazon.titan-embed-text-v2:0',
      contentType: 'application/json',
      accept: 'application/json',
      body: JSON.stringify({ inputText: 'Moss teapot', dimensions: 256, normalize: true }),
    });
  });

  it('refuses an answer of another shape, and passes errors on', async () => {
    answers({ embedding: [1, 2], inputTextTokenCount: 4 });
    await expect(embedder.embed('x')).rejects.toThrow('embedding');
    bedrock.on(InvokeModelCommand).rejects(new Error('throttled'));
    await expect(embedder.embed('x')).rejects.toThrow('throttled');
  });
});
