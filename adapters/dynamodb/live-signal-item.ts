import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Item } from '#adapters/dynamodb/transact-items';
import { type LiveSignals, packSignals, type Signal, unpackSignals } from '#core/live/live-signals';
import type { PersonMemory } from '#core/live/person-memory';

/** Longer than the oldest count is kept. */
const keepSeconds = 9 * 86_400;

/** What is written at every batch, and what it is folded into when it has grown. */
export const signalLevels = ['FRESH', 'SETTLED'] as const;
export type SignalLevel = (typeof signalLevels)[number];

/** The counts of an item, which may not exist. */
export const signalsOf = (item: Item | undefined): Signal[] =>
  item ? unpackSignals(inflateRawSync(item.signals as Uint8Array).toString('utf8')) : [];

/** The attributes of an item. @param now ISO-8601 UTC */
export const signalsItem = (signals: LiveSignals, now: string): Item & { readonly signals: Uint8Array } => ({
  signals: deflateRawSync(packSignals(signals)),
  expiresAt: Math.floor(Date.parse(now) / 1000) + keepSeconds,
});

/** What live learning remembers of the session or customer of an item. */
export const learnedOf = (item: Item | undefined): PersonMemory => (item?.learned as PersonMemory | undefined) ?? {};
