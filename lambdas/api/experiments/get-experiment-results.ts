import type * as z from 'zod';
import { type experimentResultsSchema, getExperimentResults } from '#contracts/api/experiments';
import type { OutcomeSegment } from '#core/experiments/count-outcomes';
import { gatherSums } from '#core/experiments/gather-sums';
import { judgeExperiment, type VariantResult } from '#core/experiments/judge-experiment';
import { requireExperiment } from '#lambdas/api/experiments/require-experiment';
import { type ExperimentDependencies, runtimeDependencies } from '#lambdas/api/experiments/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

type Results = z.input<typeof experimentResultsSchema>;

const variantBody = ({ guardrails, ...result }: VariantResult): Results['variants'][number] => ({
  ...result,
  guardrails: [...guardrails],
});

export const makeHandler = (deps: ExperimentDependencies) =>
  httpEndpoint(getExperimentResults, deps, async ({ params, company: { company }, now }) => {
    const { companyId, currency } = company;
    const experiment = await requireExperiment(deps.experiments, companyId, params.experimentId);
    const { experimentId, status, unit } = experiment;
    const { all, bySegment } = gatherSums(await deps.outcomes.sums(companyId, experimentId, unit), currency);
    const { variants, segments, ...results } = judgeExperiment(experiment, all, bySegment, now);
    return reply({
      ...{ experimentId, status, currency, ...results },
      variants: variants.map(variantBody),
      segments: segments.map(({ segment, variants: own }) => ({
        segment: segment as OutcomeSegment,
        variants: own.map(variantBody),
      })),
    });
  });

export const handler = makeHandler(runtimeDependencies());
