import { readNdjson, writeNdjson } from '#adapters/s3/ndjson-file';
import { stepInputs } from '#contracts/pipeline/run';
import { runFiles } from '#core/models/run-files';
import type { Order } from '#core/orders/order';
import { forecastProducts } from '#core/subscriptions/forecast-products';
import { PurchaseLogBuilder } from '#core/subscriptions/purchase-log';
import { samplePeople } from '#core/training/sample-people';
import { type PipelineDependencies, pipelineDependencies } from '#lambdas/shared/pipeline-dependencies';
import { pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadCatalog } from '#lambdas/shared/run-content';

const isOrder = (record: unknown): record is Order =>
  typeof record === 'object' && record !== null && 'orderId' in record;

/**
 * Reckons how long each product lasts its buyers, from the months of orders. Only while the company's flag is on; of a
 * store that is larger than a function's memory, from a share of its customers.
 */
export const makeHandler = (deps: PipelineDependencies) =>
  pipelineStep('ForecastSubscriptions', stepInputs.log, deps, async ({ run, partitions, share }) => {
    const settings = await deps.settings(run.companyId);
    const isOn = settings?.flags.value.subscription_intelligence_enabled ?? false;
    const log = new PurchaseLogBuilder();
    const sample = samplePeople(share);
    const files = isOn ? partitions.filter(({ kind }) => kind === 'orders') : [];
    for (const { file } of files) {
      for (const record of readNdjson(await deps.artifacts.get(file))) {
        if (isOrder(record) && sample.hasOrder(record)) log.add(record);
      }
    }
    const catalog = isOn ? await loadCatalog(deps.artifacts, run) : [];
    const { modelVersion, startedAt } = run;
    const forecasts = forecastProducts(catalog, log.finish(), { modelVersion, now: startedAt });
    await deps.artifacts.put(runFiles(run).forecasts, writeNdjson(forecasts));
    return { run, counts: { forecasts: forecasts.length }, result: { forecasts: forecasts.length } };
  });

export const handler = makeHandler(pipelineDependencies());
