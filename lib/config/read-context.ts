import type { Node } from 'constructs';
import type { StageOverrides } from '#lib/config/stages';

const text = (node: Node, key: string): string | undefined => {
  const value: unknown = node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Context from `cdk.json` may be a boolean, from the command line it is text. */
const yesOrNo = (node: Node, key: string): boolean | undefined => {
  const given = String(node.tryGetContext(key) ?? '');
  if (given !== '' && given !== 'true' && given !== 'false')
    throw new Error(`${key} is true or false, not "${given}".`);
  return given === '' ? undefined : given === 'true';
};

/** Stage settings given on the command line: `-c adminOrigins=https://a.example,https://b.example -c alarmEmail=…`. */
export const overridesFromContext = (node: Node): StageOverrides => {
  const [domain, certificateArn] = [text(node, 'customDomain'), text(node, 'certificateArn')];
  const maxEmbeddings = text(node, 'maxEmbeddings');
  return {
    account: text(node, 'account'),
    region: text(node, 'region'),
    alarmEmail: text(node, 'alarmEmail'),
    bedrockModelId: text(node, 'bedrockModelId'),
    maxEmbeddings: maxEmbeddings === undefined ? undefined : Number(maxEmbeddings),
    trainers: text(node, 'trainers')?.split(','),
    plansEnabled: yesOrNo(node, 'plans.enabled'),
    defaultPlan: text(node, 'plans.default'),
    adminOrigins: text(node, 'adminOrigins')?.split(','),
    customDomain: domain && certificateArn ? { name: domain, certificateArn } : undefined,
  };
};
