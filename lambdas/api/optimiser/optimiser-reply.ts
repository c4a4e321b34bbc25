import type { Versioned } from '#core/companies/company-settings';
import {
  type OptimiserSettings,
  type OptimiserState,
  optimisedName,
  type PlacementSettings,
  sharesOf,
  stateOf,
} from '#core/optimiser/optimiser-settings';
import { reply } from '#lambdas/shared/reply';

const placementBody = (settings: PlacementSettings, known: OptimiserState) => {
  const state = stateOf(known, settings);
  const frozen = state?.frozen ?? null;
  const status: 'off' | 'running' | 'frozen' = !settings.isOn ? 'off' : frozen ? 'frozen' : 'running';
  return {
    ...settings,
    arms: settings.arms.map(({ arm, treatment }) => ({ arm, treatment })),
    countsAs: optimisedName(settings),
    status,
    frozen,
    steppedOn: state?.day ?? null,
    shares: { ...sharesOf(known, settings) },
    stopped: [...(state?.stopped ?? [])],
  };
};

export const optimiserReply = (
  { value, version, updatedAt, updatedBy }: Versioned<OptimiserSettings>,
  state: OptimiserState,
) =>
  reply(
    { placements: value.placements.map((settings) => placementBody(settings, state)), version, updatedAt, updatedBy },
    { version },
  );
