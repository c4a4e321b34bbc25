import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueueMessage } from '#local/cloud/local-cloud';
import type { Json } from '#local/cloud/template/json';

export type QueueStore = {
  /** The message is on disk when this returns. */
  send(queueName: string, body: Json, sentAt: Date): void;
  read(queueName: string): QueueMessage[];
};

/** Queues as files of one JSON line per message: all that dead-letter queues need. */
export const createQueueStore = (folder: string): QueueStore => {
  mkdirSync(folder, { recursive: true });
  const fileOf = (queueName: string) => join(folder, `${queueName}.ndjson`);
  return {
    send: (queueName, body, sentAt) => {
      const message: QueueMessage = { messageId: randomUUID(), sentAt: sentAt.toISOString(), body };
      appendFileSync(fileOf(queueName), `${JSON.stringify(message)}\n`);
    },
    read: (queueName) => {
      const file = fileOf(queueName);
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as QueueMessage);
    },
  };
};
