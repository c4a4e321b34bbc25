import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { makeTextEmbedder } from '#adapters/bedrock/text-embedder';
import { makeTextEnricher } from '#adapters/bedrock/text-enricher';
import { createBedrockStandIn } from '#local/cloud/bedrock/bedrock-service';

const titan = 'amazon.titan-embed-text-v2:0';
const standIn = createBedrockStandIn(true);
const permissions: unknown[] = [];
let server: Server;
let client: BedrockRuntimeClient;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    permissions.push(...standIn.service.permissions({ request, response, url, body }));
    await standIn.service.handle({ request, response, url, body });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  client = new BedrockRuntimeClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
});

afterAll(async () => {
  client.destroy();
  await new Promise((closed) => server.close(closed));
});

it('embeds by the wire format of the real service, under the permission for that model', async () => {
  const { vector, inputTokens } = await makeTextEmbedder(client, titan).embed('Moss teapot');
  expect([vector.length, inputTokens]).toEqual([256, 2]);
  expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(permissions.at(-1)).toMatchObject({
    action: 'bedrock:InvokeModel',
    resource: expect.stringContaining(`foundation-model/${titan}`),
  });
});

it('still answers Converse, and refuses models that it does not stand in for', async () => {
  const { text } = await makeTextEnricher(client, 'some-model').complete({ system: '', user: 'hello' });
  expect(text).toBe('You said: hello');
  await expect(makeTextEmbedder(client, 'other-model').embed('x')).rejects.toThrow('Only Converse and Titan');
});

it('counts its calls and fails when it is told to', async () => {
  const before = standIn.statistics();
  standIn.setMode('throttle');
  await expect(makeTextEmbedder(client, titan).embed('x')).rejects.toThrow('Too many requests');
  standIn.setMode('normal');
  expect(standIn.statistics()).toEqual({ calls: before.calls + 1, failures: before.failures + 1 });
});
