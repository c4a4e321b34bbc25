import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const profileGeographies = ['us', 'us-gov', 'eu', 'apac', 'jp', 'au', 'global'];

/**
 * What `bedrock:InvokeModel` must be allowed on for a model id. An inference profile such as `eu.anthropic…`
 * needs the profile and the model behind it in every region that it may route to.
 */
export const bedrockModelArns = (scope: Construct, modelId: string): string[] => {
  if (modelId.startsWith('arn:')) return [modelId];
  const stack = Stack.of(scope);
  const model = (id: string, region: string) =>
    stack.formatArn({
      service: 'bedrock',
      region,
      account: '',
      resource: 'foundation-model',
      resourceName: id,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  const [geography = '', ...rest] = modelId.split('.');
  if (!profileGeographies.includes(geography)) return [model(modelId, stack.region)];
  return [
    stack.formatArn({ service: 'bedrock', resource: 'inference-profile', resourceName: modelId }),
    model(rest.join('.'), '*'),
  ];
};
