import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { PersonalizeApi } from '#local/cloud/personalize/personalize-api';

export const testPersonalizeRole = 'arn:aws:iam::000000000000:role/personalize';

const answerOf = async (api: PersonalizeApi, operation: string, body: string) => {
  try {
    return { statusCode: 200, answer: await api.call(operation, JSON.parse(body)) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { statusCode: error.status, answer: { __type: error.name, message: error.message } };
  }
};

/** The SDK's own client, whose requests end at a stand-in in this process; `calls` are the operations in order. */
export const personalizeClientOf = (api: PersonalizeApi) => {
  const calls: string[] = [];
  const client = new PersonalizeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
        const operation = headers['x-amz-target']?.split('.').at(-1) ?? '';
        calls.push(operation);
        const { statusCode, answer } = await answerOf(api, operation, new TextDecoder().decode(body));
        return { response: { statusCode, headers: {}, body: Buffer.from(JSON.stringify(answer)) } };
      },
    },
  });
  return { client, calls };
};
