import { decodeCursor, encodeCursor } from '#adapters/dynamodb/cursor';
import { countOutcomes, joinChanges, type OutcomeChange, type OutcomeMemory } from '#core/experiments/count-outcomes';
import type { Experiment } from '#core/experiments/experiment';
import type { ExperimentOutcomeStore } from '#core/ports/experiment-outcome-store';
import type { ExperimentStore } from '#core/ports/experiment-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { testCompanyId } from '#test/support/endpoint-fakes';

/** Stores behind experiments in memory, with the semantics of their ports. */

const name = (...parts: readonly string[]): string => JSON.stringify(parts);

export interface MemoryExperimentStore extends ExperimentStore {
  readonly experiments: Map<string, Experiment>;
}

export const memoryExperimentStore = (own: readonly Experiment[] = []): MemoryExperimentStore => {
  const experiments = new Map(own.map((experiment) => [name(testCompanyId, experiment.experimentId), experiment]));
  const ofCompany = (companyId: string) =>
    [...experiments]
      .filter(([key]) => JSON.parse(key)[0] === companyId)
      .map(([, experiment]) => experiment)
      .sort((a, b) => (a.experimentId < b.experimentId ? -1 : 1));
  const check = (key: string, version: number) => {
    if ((experiments.get(key)?.version ?? 0) !== version) throw new VersionConflictError('The experiment');
  };
  return {
    experiments,
    get: async (companyId, experimentId) => experiments.get(name(companyId, experimentId)),
    running: async (companyId) => ofCompany(companyId).filter(({ status }) => status === 'RUNNING'),
    list: async (companyId, { limit, cursor, status }) => {
      const scope = `experiments:${companyId}:${status === 'RUNNING'}`;
      const all = ofCompany(companyId).filter((experiment) => !status || experiment.status === status);
      const start = Number(decodeCursor(scope, cursor)?.index ?? 0);
      const next = start + limit < all.length ? { index: start + limit } : undefined;
      return { data: all.slice(start, start + limit), nextCursor: encodeCursor(scope, next) };
    },
    put: async (companyId, experiment) => {
      const key = name(companyId, experiment.experimentId);
      check(key, experiment.version - 1);
      experiments.set(key, experiment);
    },
    delete: async (companyId, { experimentId, version }) => {
      const key = name(companyId, experimentId);
      check(key, version);
      experiments.delete(key);
    },
  };
};

export const memoryExperimentOutcomes = (): ExperimentOutcomeStore => {
  const memories = new Map<string, OutcomeMemory>();
  const changes: (OutcomeChange & { readonly owner: string })[] = [];
  return {
    count: async ({ companyId, sessionId, events, orders = [], drawnExperiments = [] }) => {
      const customers = new Set([...events, ...orders].flatMap(({ customerId }) => customerId ?? []));
      const units = [
        ...(sessionId === undefined ? [] : [{ unit: 'session', id: sessionId, own: events, placed: orders }]),
        ...[...customers].map((id) => ({
          unit: 'customer',
          id,
          own: events.filter(({ customerId }) => customerId === id),
          placed: orders.filter(({ customerId }) => customerId === id),
        })),
      ];
      for (const { unit, id, own, placed } of units) {
        const step = countOutcomes(memories.get(name(companyId, unit, id)), own, placed, {
          experiments: drawnExperiments.filter((experiment) => experiment.unit === unit),
          unitId: id,
        });
        memories.set(name(companyId, unit, id), step.memory);
        changes.push(...step.changes.map((change) => ({ ...change, owner: name(companyId, unit) })));
      }
    },
    sums: async (companyId, experimentId, unit) => {
      const own = changes.filter(
        (change) => change.owner === name(companyId, unit) && change.experimentId === experimentId,
      );
      return joinChanges(own.map(({ owner: _, ...change }) => change));
    },
  };
};
