import { placementNames } from '../experiments/words.ts';
import { relationNames } from '../recommendations/recommendation-config.ts';
import type { BreakdownEntry, BreakdownKind } from './use-results.ts';

export interface Named {
  readonly name: string;
  /** Page where something can be done about it. */
  readonly to?: string;
}

/** Names by id; undefined where it is deleted or not loaded. */
export interface KnownNames {
  readonly rule: (ruleId: string) => string | undefined;
  readonly experiment: (experimentId: string) => string | undefined;
}

type Key = BreakdownEntry['key'];

const unsaid: Named = { name: 'Not said by the page' };

const nameOfRule = ({ ruleId }: Key, known: KnownNames): Named => {
  if (!ruleId) return unsaid;
  const name = known.rule(ruleId);
  if (name === undefined) return { name: `Deleted rule ${ruleId}` };
  return { name, to: `/momentum/upsell/rules/${encodeURIComponent(ruleId)}` };
};

const nameOfExperiment = ({ experimentId, variant }: Key, known: KnownNames): Named => {
  if (!experimentId) return unsaid;
  const name = known.experiment(experimentId);
  const text = `${name ?? `Deleted experiment ${experimentId}`}: ${variant ?? unsaid.name.toLowerCase()}`;
  if (name === undefined) return { name: text };
  return { name: text, to: `/momentum/experiments/${encodeURIComponent(experimentId)}` };
};

const nameOfList = (value: string | null | undefined, names: Readonly<Record<string, string>>): Named =>
  value ? { name: names[value] ?? value, to: '/momentum/recommendations' } : unsaid;

/** What an entry of a breakdown is about, in words, with the page that acts on it. */
export const nameOfEntry = (key: Key, by: BreakdownKind, known: KnownNames): Named => {
  switch (by) {
    case 'rule':
      return nameOfRule(key, known);
    case 'experiment':
      return nameOfExperiment(key, known);
    case 'model':
      return key.modelVersion ? { name: key.modelVersion, to: '/momentum/models' } : unsaid;
    case 'placement':
      return nameOfList(key.placement, placementNames);
    case 'relation':
      return nameOfList(key.relation, relationNames);
  }
};
