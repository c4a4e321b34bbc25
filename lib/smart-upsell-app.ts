import { type App, Tags, Validations } from 'aws-cdk-lib';
import type { AppContext } from '#lib/config/app-context';
import { SolutionsChecks } from '#lib/constructs/acknowledge';
import { AdminApiStack, ApiStack, adminFamilies } from '#lib/stacks/api-stack';
import { DataStack } from '#lib/stacks/data-stack';
import { MonitoringStack } from '#lib/stacks/monitoring-stack';
import { PipelineStack } from '#lib/stacks/pipeline-stack';
import { WebStack } from '#lib/stacks/web-stack';

export type SmartUpsellStacks = ReturnType<typeof addSmartUpsell>;

/** Adds all stacks of one stage to an app, and the cdk-nag checks that a synthesis must pass. */
export const addSmartUpsell = (cdkApp: App, app: AppContext) => {
  const { stage, account, region } = app.settings;
  const env = { account, region };
  const name = (stack: string) => `SmartUpsell-${stage}-${stack}`;
  const data = new DataStack(cdkApp, name('Data'), { app, env });
  const pipeline = new PipelineStack(cdkApp, name('Pipeline'), { app, data, env });
  const api = new ApiStack(cdkApp, name('Api'), { app, data, pipeline, env });
  const admin = { app, data, pipeline, contractApi: api.contractApi, env };
  const adminApi = new AdminApiStack(cdkApp, name('ApiAdmin'), { ...admin, families: adminFamilies.settings });
  const insightApi = new AdminApiStack(cdkApp, name('ApiInsights'), { ...admin, families: adminFamilies.insights });
  const web = new WebStack(cdkApp, name('Web'), { app, data, api, env });
  const apiGroups = [...api.groups, ...adminApi.groups, ...insightApi.groups];
  const monitoring = new MonitoringStack(cdkApp, name('Monitoring'), { app, data, pipeline, api, apiGroups, env });
  Tags.of(cdkApp).add('app', 'smart-upsell');
  Tags.of(cdkApp).add('stage', stage);
  Validations.of(cdkApp).addPlugins(new SolutionsChecks(cdkApp));
  return { data, pipeline, api, adminApi, insightApi, web, monitoring };
};
