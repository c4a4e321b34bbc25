import { embedText } from '#local/cloud/bedrock/embed-text';
import { explainPairs, explainPairsTask } from '#local/cloud/bedrock/explain-pairs';
import { productLifetimes, productLifetimeTask } from '#local/cloud/bedrock/product-lifetimes';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import { jsonBody } from '#local/cloud/gateway/json-service';
import type { BedrockMode, BedrockStatistics } from '#local/cloud/local-cloud';
import { type Json, listAt, textAt } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

export type BedrockStandIn = {
  readonly service: GatewayService;
  statistics(): BedrockStatistics;
  setMode(mode: BedrockMode): void;
};

/** Answers Converse and Titan embedding calls (HTTP/1) deterministically from the request: no model, no cost, same wire format. */
export const createBedrockStandIn = (isOn: boolean): BedrockStandIn => {
  const statistics: BedrockStatistics = { calls: 0, failures: 0 };
  let mode: BedrockMode = 'normal';

  const handle = async (call: GatewayCall): Promise<void> => {
    statistics.calls++;
    const failure = failureOf(isOn, mode, call.url);
    if (failure !== undefined) {
      statistics.failures++;
      return refuse(call, ...failure);
    }
    if (operationOf(call.url) === 'invoke') return send(call, 200, embedText(jsonBody(call)));
    const prompt = promptOf(jsonBody(call));
    send(call, 200, converseAnswer(prompt, mode === 'garbage' ? 'Certainly! Here is {not json' : answerTo(prompt)));
  };

  return {
    service: { readsBody: true, permissions: ({ url }) => [permissionOf(url)], refuse, handle },
    statistics: () => ({ ...statistics }),
    setMode: (next) => {
      mode = next;
    },
  };
};

const operationOf = (url: URL) => url.pathname.split('/')[3] ?? '';

const modelOf = (url: URL) => decodeURIComponent(url.pathname.split('/')[2] ?? '');

const isServed = (url: URL): boolean =>
  operationOf(url) === 'converse' || (operationOf(url) === 'invoke' && modelOf(url).includes('titan-embed-text-v2'));

const failureOf = (isOn: boolean, mode: BedrockMode, url: URL): [number, string, string] | undefined => {
  if (!isOn) return [403, 'AccessDeniedException', "You don't have access to the model with the specified model ID."];
  if (mode === 'throttle') return [429, 'ThrottlingException', 'Too many requests, please wait before trying again.'];
  if (mode === 'fail') return [500, 'InternalServerException', 'The model failed on purpose.'];
  return isServed(url)
    ? undefined
    : [400, 'ValidationException', `Only Converse and Titan embeddings are served, not ${operationOf(url)}.`];
};

/** The text of the last user message. */
const promptOf = (body: Json): string => {
  const last = listAt(body, 'messages').at(-1) ?? null;
  return listAt(last, 'content')
    .map((block) => textAt(block, 'text') ?? '')
    .join('\n');
};

const answerTo = (prompt: string): string => {
  const pairs = explainPairsTask(prompt);
  if (pairs !== undefined) return JSON.stringify(explainPairs(pairs));
  const products = productLifetimeTask(prompt);
  return products === undefined ? `You said: ${prompt.slice(0, 80)}` : JSON.stringify(productLifetimes(products));
};

/** About four characters make a token in English text. */
const tokens = (text: string) => Math.ceil(text.length / 4);

const converseAnswer = (prompt: string, text: string): Json => ({
  output: { message: { role: 'assistant', content: [{ text }] } },
  stopReason: 'end_turn',
  usage: {
    inputTokens: tokens(prompt),
    outputTokens: tokens(text),
    totalTokens: tokens(prompt) + tokens(text),
  },
  metrics: { latencyMs: 1 },
});

const permissionOf = (url: URL) => {
  const id = modelOf(url);
  const isProfile = /^(us|eu|apac|global)\./.test(id);
  const resource = id.startsWith('arn:')
    ? id
    : isProfile
      ? `arn:aws:bedrock:${region}:${accountId}:inference-profile/${id}`
      : `arn:aws:bedrock:${region}::foundation-model/${id}`;
  return { action: 'bedrock:InvokeModel', resource };
};

const refuse = (call: GatewayCall, status: number, code: string, message: string): void =>
  send(call, code === 'AccessDeniedException' ? 403 : status, { message }, { 'x-amzn-errortype': code });

const send = ({ response }: GatewayCall, status: number, body: Json, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
