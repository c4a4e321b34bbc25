import { createHash } from 'node:crypto';
import type { LiveModel } from '#core/companies/company';
import type { ShopEvent } from '#core/events/shop-event';
import type { Model } from '#core/models/model';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { CachedAnswer, EnrichmentStore } from '#core/ports/enrichment-store';
import type { ArchivedBatch, EventArchive } from '#core/ports/event-archive';
import type { LearnedBlendStore } from '#core/ports/learned-blend-store';
import type { ModelStore } from '#core/ports/model-store';
import type { PopularityStore } from '#core/ports/popularity-store';
import type { RecommendationRowStore } from '#core/ports/recommendation-row-store';
import { ConflictError, InvalidCursorError, VersionConflictError } from '#core/ports/store-errors';
import type { TrainingRunLease, TrainingRunStore } from '#core/ports/training-run-store';
import type { LearnedBlend } from '#core/ranking/learned/learned-blend';
import type { PopularityList } from '#core/recommend/popularity-list';
import type { RecommendationRow } from '#core/recommend/recommendation-row';

const name = (...parts: readonly string[]): string => JSON.stringify(parts);

export interface MemoryModelStore extends ModelStore {
  readonly models: Map<string, Model>;
  readonly pointers: Map<string, LiveModel>;
}

export const memoryModelStore = (): MemoryModelStore => {
  const models = new Map<string, Model>();
  const pointers = new Map<string, LiveModel>();
  const newestFirst = (companyId: string): Model[] =>
    [...models.values()]
      .filter((model) => model.companyId === companyId)
      .sort((a, b) => (a.modelVersion < b.modelVersion ? 1 : -1));
  const change = (companyId: string, modelVersion: string, changes: Partial<Model>): Model => {
    const model = models.get(name(companyId, modelVersion));
    if (!model) throw new ConflictError(`Model ${modelVersion} does not exist`);
    const next = { ...model, ...changes };
    models.set(name(companyId, modelVersion), next);
    return next;
  };
  return {
    models,
    pointers,
    get: async (companyId, modelVersion) => models.get(name(companyId, modelVersion)),
    list: async (companyId, { limit, cursor }) => {
      const all = newestFirst(companyId);
      const start = cursor === undefined ? 0 : all.findIndex(({ modelVersion }) => modelVersion === cursor) + 1;
      if (cursor !== undefined && start === 0) throw new InvalidCursorError();
      const data = all.slice(start, start + limit);
      return { data, nextCursor: start + limit < all.length ? (data.at(-1)?.modelVersion ?? null) : null };
    },
    listAll: async (companyId) => newestFirst(companyId),
    create: async (model) => {
      const key = name(model.companyId, model.modelVersion);
      if (!models.has(key)) models.set(key, model);
    },
    update: async (companyId, modelVersion, changes, { now, from }) => {
      const model = models.get(name(companyId, modelVersion));
      if (!model || (from && !from.includes(model.status))) throw new ConflictError(`Model ${modelVersion}`);
      return change(companyId, modelVersion, { ...changes, updatedAt: now });
    },
    live: async (companyId) => pointers.get(companyId),
    publish: async (companyId, modelVersion, { expectedVersion, now }) => {
      const before = pointers.get(companyId);
      if (before?.modelVersion === modelVersion) return before;
      const model = models.get(name(companyId, modelVersion));
      if ((before?.version ?? 0) !== expectedVersion || !model || model.rowsRemovedAt !== null) {
        throw new VersionConflictError('The live model');
      }
      change(companyId, modelVersion, { status: 'live', updatedAt: now });
      if (before) change(companyId, before.modelVersion, { status: 'retired', updatedAt: now });
      const next: LiveModel = {
        modelVersion,
        ...(before && { previousModelVersion: before.modelVersion }),
        version: expectedVersion + 1,
        switchedAt: now,
      };
      pointers.set(companyId, next);
      return next;
    },
  };
};

export interface MemoryTrainingRunStore extends TrainingRunStore {
  readonly leases: Map<string, TrainingRunLease>;
}

export const memoryTrainingRunStore = (): MemoryTrainingRunStore => {
  const leases = new Map<string, TrainingRunLease>();
  return {
    leases,
    get: async (companyId) => leases.get(companyId),
    acquire: async (lease, now) => {
      const held = leases.get(lease.companyId);
      if (held?.runName === lease.runName) {
        const prolonged = { ...held, leaseUntil: lease.leaseUntil };
        leases.set(lease.companyId, prolonged);
        return { acquired: true, lease: prolonged };
      }
      if (held && held.leaseUntil >= now) return { acquired: false, holder: held };
      leases.set(lease.companyId, lease);
      return { acquired: true, lease, expired: held };
    },
    release: async (companyId, runName) => {
      if (leases.get(companyId)?.runName === runName) leases.delete(companyId);
    },
  };
};

export interface MemoryRowStore extends RecommendationRowStore {
  readonly rows: Map<string, RecommendationRow>;
}

export const memoryRowStore = (): MemoryRowStore => {
  const rows = new Map<string, RecommendationRow>();
  const find = (companyId: string, productId: string, version: string) => rows.get(name(companyId, productId, version));
  return {
    rows,
    get: async (companyId, productId, modelVersion) => find(companyId, productId, modelVersion),
    getMany: async (companyId, productIds, modelVersion) =>
      productIds.flatMap((productId) => find(companyId, productId, modelVersion) ?? []),
    putAll: async (companyId, written) => {
      for (const row of written) rows.set(name(companyId, row.productId, row.modelVersion), row);
    },
    deleteAll: async (companyId, modelVersion, productIds) => {
      for (const productId of productIds) rows.delete(name(companyId, productId, modelVersion));
    },
  };
};

export interface MemoryPopularityStore extends PopularityStore {
  readonly lists: Map<string, PopularityList>;
}

export const memoryPopularityStore = (): MemoryPopularityStore => {
  const lists = new Map<string, PopularityList>();
  return {
    lists,
    getMany: async (companyId, version, wanted) =>
      wanted.flatMap(({ kind, category }) => lists.get(name(companyId, version, kind, category)) ?? []),
    putAll: async (companyId, version, written) => {
      for (const list of written) lists.set(name(companyId, version, list.kind, list.category), list);
    },
    deleteAll: async (companyId, version) => {
      for (const key of [...lists.keys()]) if (key.startsWith(name(companyId, version).slice(0, -1))) lists.delete(key);
    },
  };
};

export interface MemoryLearnedBlendStore extends LearnedBlendStore {
  readonly blends: Map<string, LearnedBlend>;
}

export const memoryLearnedBlendStore = (): MemoryLearnedBlendStore => {
  const blends = new Map<string, LearnedBlend>();
  return {
    blends,
    get: async (companyId, version) => blends.get(name(companyId, version)),
    put: async (companyId, version, learned) => {
      blends.set(name(companyId, version), learned);
    },
  };
};

export interface MemoryEnrichmentStore extends EnrichmentStore {
  readonly answers: Map<string, CachedAnswer>;
}

export const memoryEnrichmentStore = (): MemoryEnrichmentStore => {
  const answers = new Map<string, CachedAnswer>();
  return {
    answers,
    getMany: async (companyId, hashes) => hashes.flatMap((hash) => answers.get(name(companyId, hash)) ?? []),
    putAll: async (companyId, written) => {
      for (const answer of written) answers.set(name(companyId, answer.contentHash), answer);
    },
  };
};

export interface MemoryArtifactStore extends ArtifactStore {
  readonly files: Map<string, Uint8Array>;
}

export const memoryArtifactStore = (): MemoryArtifactStore => {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    put: async (key, content) => void files.set(key, Uint8Array.from(content)),
    get: async (key) => {
      const content = files.get(key);
      if (!content) throw new ArtifactMissingError(key);
      return content;
    },
    list: async (prefix) => [...files.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
};

export interface MemoryEventArchive extends EventArchive {
  readonly batches: Map<string, ArchivedBatch>;
}

export const memoryEventArchive = (): MemoryEventArchive => {
  const batches = new Map<string, ArchivedBatch>();
  const ofCompany = (companyId: string) => [...batches.values()].filter((batch) => batch.companyId === companyId);
  async function* streamDay(companyId: string, day: string): AsyncGenerator<ShopEvent> {
    const ofDay = ofCompany(companyId).filter(({ hour }) => hour.startsWith(day));
    for (const { events } of ofDay.sort((a, b) => (a.hour < b.hour ? -1 : Number(a.hour > b.hour)))) yield* events;
  }
  return {
    batches,
    put: async (batch) => void batches.set(name(batch.companyId, batch.hour, batch.name), batch),
    dayPrefix: (companyId, day) => `events/${companyId}/${day}/`,
    days: async (companyId, since) =>
      [...new Set(ofCompany(companyId).map(({ hour }) => hour.slice(0, 10)))].filter((day) => day >= since).sort(),
    fingerprint: async (companyId, day) => {
      const names = ofCompany(companyId).filter(({ hour }) => hour.startsWith(day));
      return createHash('sha256')
        .update(
          names
            .map((batch) => `${batch.hour} ${batch.name}`)
            .sort()
            .join(),
        )
        .digest('hex')
        .slice(0, 16);
    },
    streamDay,
  };
};
