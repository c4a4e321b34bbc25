import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LearnedBlendStore } from '#core/ports/learned-blend-store';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

export const toItem = (companyId: string, modelVersion: string, learned: LearnedBlend): Item => ({
  ...keys.learnedBlend(companyId, modelVersion),
  weights: JSON.stringify(learned),
});

export const fromItem = (item: Item): LearnedBlend => JSON.parse(String(item.weights)) as LearnedBlend;

export const makeLearnedBlendStore = ({ client, tableName }: Table): LearnedBlendStore => ({
  get: async (companyId, modelVersion) => {
    const key = keys.learnedBlend(companyId, modelVersion);
    const { Item: item } = await client.send(new GetCommand({ TableName: tableName, Key: key }));
    return item && fromItem(item);
  },
  put: async (companyId, modelVersion, learned) => {
    await client.send(new PutCommand({ TableName: tableName, Item: toItem(companyId, modelVersion, learned) }));
  },
});
