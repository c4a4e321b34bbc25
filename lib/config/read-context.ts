import type { Node } from 'constructs';
import type { StageOverrides } from '#lib/config/stages';

const text = (node: Node, key: string): string | undefined => {
  const value: unknown = node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
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
    adminOrigins: text(node, 'adminOrigins')?.split(','),
    customDomain: domain && certificateArn ? { name: domain, certificateArn } : undefined,
  };
};
