import { type Posting, wireAt } from '#test/support/simulated-week/post-office';
import type { WeekCloud } from '#test/support/simulated-week/week-cloud';
import type { WeekShop } from '#test/support/simulated-week/week-shop';
import type { TruthEvent } from '#test/support/simulated-week/week-truth';

const batchSize = 50;
const crashBatchSize = 10;
const clients = 3;

const inBatches = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** Sends what is posted and writes down what came, the first copy of each event. */
export interface Sender {
  send(postings: readonly Posting[]): Promise<void>;
  /** Several clients send until the power fails under them; what was not answered they send again. */
  sendThroughCrash(postings: readonly Posting[]): Promise<void>;
}

export const makeSender = (cloud: WeekCloud, shop: WeekShop, came: TruthEvent[]): Sender => {
  const sendBatch = async (batch: readonly Posting[], userAgent: string | undefined): Promise<void> => {
    const sentMs = cloud.nowMs();
    await shop.sendEvents(
      batch.map(({ happening }) => wireAt(happening, sentMs)),
      userAgent,
    );
    for (const posting of batch) {
      if (!posting.hasCome) came.push({ ...posting.happening, receivedMs: sentMs });
      posting.hasCome = true;
    }
  };
  const send = async (postings: readonly Posting[]): Promise<void> => {
    const byAgent = Map.groupBy(postings, ({ happening }) => happening.userAgent);
    for (const [userAgent, ofAgent] of byAgent) {
      for (const batch of inBatches(ofAgent, batchSize)) await sendBatch(batch, userAgent);
    }
  };
  const sendThroughCrash = async (postings: readonly Posting[]): Promise<void> => {
    const batches = inBatches(postings, crashBatchSize);
    const pending = batches.values();
    const unanswered: Posting[][] = [];
    let answered = 0;
    let crash: Promise<void> | undefined;
    const client = async (): Promise<void> => {
      for (const batch of pending) {
        try {
          await send(batch);
          answered += 1;
        } catch {
          unanswered.push(batch);
        }
        if (answered >= batches.length / 2) crash ??= cloud.crash();
        await crash;
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    for (const batch of unanswered) await send(batch);
  };
  return { send, sendThroughCrash };
};
