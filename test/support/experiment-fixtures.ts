import type { Experiment, ExperimentDraft } from '#core/experiments/experiment';

export const experimentsNow = '2026-11-20T10:00:00.000Z';

/** Half the sessions in each of two variants, judged by conversion. */
export const anExperimentDraft = (overrides: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
  name: 'Bundle beside the cart',
  hypothesis: 'Shoppers who see the bundle buy more often',
  subject: 'offers',
  unit: 'session',
  exposure: 'offer',
  salt: 'first',
  trafficBasisPoints: 10_000,
  variants: [
    { variant: 'control', weight: 1 },
    { variant: 'treatment', weight: 1 },
  ],
  metric: 'conversion',
  guardrails: [],
  leastDays: 7,
  leastUnits: 100,
  ...overrides,
});

export const anExperiment = (experimentId: string, overrides: Partial<Experiment> = {}): Experiment => ({
  ...anExperimentDraft(),
  experimentId,
  status: 'DRAFT',
  version: 1,
  createdAt: experimentsNow,
  updatedAt: experimentsNow,
  updatedBy: 'ann',
  ...overrides,
});

/** An experiment on the blended list that runs: as it is, or with similar products first. */
export const aListExperiment = (experimentId: string, overrides: Partial<Experiment> = {}): Experiment =>
  anExperiment(experimentId, {
    subject: 'recommendations',
    placement: 'hybrid',
    exposure: 'list',
    status: 'RUNNING',
    startedAt: experimentsNow,
    variants: [
      { variant: 'as-is', weight: 1 },
      { variant: 'similar-first', weight: 1, treatment: { list: 'also-bought', limit: 3 } },
    ],
    ...overrides,
  });
