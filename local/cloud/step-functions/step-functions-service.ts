import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import { jsonBody, operationOf, refuseInJson } from '#local/cloud/gateway/json-service';
import type { Execution } from '#local/cloud/local-cloud';
import type { StateMachines } from '#local/cloud/step-functions/state-machines';
import { type Json, type JsonObject, textAt } from '#local/cloud/template/json';

/** The operations of the Step Functions API that handlers use: StartExecution, DescribeExecution, StopExecution. */
export const createStepFunctionsService = (machines: StateMachines): GatewayService => {
  const operations: Record<string, (input: JsonObject) => Promise<Json>> = {
    StartExecution: async (input) => {
      const document: Json = JSON.parse(textAt(input, 'input') ?? '{}');
      const execution = await machines.start(textAt(input, 'stateMachineArn') ?? '', document, textAt(input, 'name'));
      return { executionArn: execution.executionArn, startDate: seconds(execution.startedAt) };
    },
    DescribeExecution: async (input) => described(machines.describe(textAt(input, 'executionArn') ?? '')),
    StopExecution: async (input) => {
      const { stoppedAt } = machines.stop(
        textAt(input, 'executionArn') ?? '',
        textAt(input, 'error'),
        textAt(input, 'cause'),
      );
      return { stopDate: seconds(stoppedAt ?? new Date().toISOString()) };
    },
  };
  return {
    readsBody: true,
    permissions: (call) => {
      const input = jsonBody(call);
      const resource = textAt(input, 'stateMachineArn') ?? textAt(input, 'executionArn') ?? '*';
      return [{ action: `states:${operationOf(call)}`, resource }];
    },
    refuse: refuseInJson,
    handle: (call) => answer(call, operations[operationOf(call)]),
  };
};

const answer = async (call: GatewayCall, operation: ((input: JsonObject) => Promise<Json>) | undefined) => {
  if (operation === undefined) return refuseInJson(call, 400, 'UnknownOperationException', operationOf(call));
  try {
    const body = JSON.stringify(await operation(jsonBody(call)));
    call.response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  } catch (error) {
    if (error instanceof AwsError) return refuseInJson(call, error.status, error.name, error.message);
    throw error;
  }
};

const seconds = (iso: string) => Date.parse(iso) / 1000;

const described = (execution: Execution): JsonObject => ({
  executionArn: execution.executionArn,
  stateMachineArn: execution.stateMachineArn,
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startedAt),
  input: JSON.stringify(execution.input),
  ...(execution.stoppedAt === undefined ? {} : { stopDate: seconds(execution.stoppedAt) }),
  ...(execution.output === undefined ? {} : { output: JSON.stringify(execution.output) }),
  ...(execution.error === undefined ? {} : { error: execution.error }),
  ...(execution.cause === undefined ? {} : { cause: execution.cause }),
});
