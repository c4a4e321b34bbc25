import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { makeTextEnricher } from '#adapters/bedrock/text-enricher';

const bedrock = mockClient(BedrockRuntimeClient);
const enricher = makeTextEnricher(new BedrockRuntimeClient({ region: 'us-east-1' }), 'some-model');

beforeEach(() => bedrock.reset());

describe('text enricher', () => {
  it('sends one Converse call with the prompt and answers text and tokens', async () => {
    bedrock.on(ConverseCommand).resolves({
      output: { message: { role: 'assistant', content: [{ text: '{"pairs"' }, { text: ':[]}' }] } },
      usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18 },
    });
    expect(await enricher.complete({ system: 'be brief', user: 'data' })).toEqual({
      text: '{"pairs":[]}',
      inputTokens: 11,
      outputTokens: 7,
    });
    expect(bedrock).toHaveReceivedCommandTimes(ConverseCommand, 1);
    expect(bedrock).toHaveReceivedCommandWith(ConverseCommand, {
      modelId: 'some-model',
      system: [{ text: 'be brief' }],
      messages: [{ role: 'user', content: [{ text: 'data' }] }],
      inferenceConfig: { maxTokens: 4096, temperature: 0 },
    });
  });

  it('answers nothing when the model says nothing, and passes errors on', async () => {
    bedrock.on(ConverseCommand).resolvesOnce({}).rejects(new Error('throttled'));
    expect(await enricher.complete({ system: '', user: '' })).toEqual({ text: '', inputTokens: 0, outputTokens: 0 });
    await expect(enricher.complete({ system: '', user: '' })).rejects.toThrow('throttled');
  });
});
