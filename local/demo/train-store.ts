import { getModel, trainModel } from '#contracts/api/models';
import { executionName } from '#core/models/run-name';
import type { LocalCloud } from '#local/cloud/start-local-cloud';
import { type CallResult, makeApiClient } from '#scripts/api-client';

export interface TrainOptions {
  readonly cloud: LocalCloud;
  readonly companyId: string;
  /** Bearer token of an editor. */
  readonly token: string;
  /** Told each step of the run as it ends. */
  readonly onStep: (state: string) => void;
}

export type ModelReport = CallResult<typeof getModel>;

const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/**
 * Trains a store's model through the API and follows the run step by step.
 * @throws Error with the run's own failure when it did not end well.
 */
export const trainStore = async ({ cloud, companyId, token, onStep }: TrainOptions): Promise<ModelReport> => {
  const client = makeApiClient({ apiUrl: cloud.apiUrl, token });
  const started = await client.call(trainModel, { query: { companyId }, body: {} });
  const arn = executionArn(cloud.resourceId('TrainingRetrainMachine'), executionName(companyId, started.runName));
  const execution = await cloud.waitForExecution(arn, (change) => {
    if (change.kind === 'succeeded' && change.stateType === 'Task') onStep(change.state);
  });
  const { modelVersion } = started;
  const model = await client.call(getModel, { params: { modelVersion }, query: { companyId } });
  if (execution.status !== 'SUCCEEDED') {
    throw new Error(
      `The training run ended as ${execution.status}: ${model.failure ?? execution.cause ?? 'no cause given'}`,
    );
  }
  return model;
};
