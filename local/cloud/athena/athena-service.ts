import { randomUUID } from 'node:crypto';
import type { SqlEngine } from '#local/cloud/athena/sql-engine';
import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import { jsonBody, operationOf, refuseInJson } from '#local/cloud/gateway/json-service';
import { type Json, type JsonObject, textAt } from '#local/cloud/template/json';
import { accountId, region } from '#local/cloud/template/resource-kinds';

type Query = {
  state: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  reason?: string;
  readonly workGroup: string;
  statement: string;
};

type Options = {
  readonly engine: SqlEngine;
  readonly workGroups: readonly string[];
};

/** StartQueryExecution and GetQueryExecution of Athena's API, with its rules for work groups and request tokens. */
export const createAthenaService = ({ engine, workGroups }: Options): GatewayService => {
  const queries = new Map<string, Query>();
  const byToken = new Map<string, string>();
  const operations: Record<string, (input: JsonObject) => Json> = {
    StartQueryExecution: (input) => {
      const token = requiredText(input, 'ClientRequestToken', 32, 128);
      const statement = requiredText(input, 'QueryString', 1, 262_144);
      const workGroup = textAt(input, 'WorkGroup') ?? 'primary';
      if (!workGroups.includes(workGroup)) throw invalid(`WorkGroup ${workGroup} is not found.`);
      const known = byToken.get(token);
      if (known !== undefined) {
        if (queries.get(known)?.statement === statement) return { QueryExecutionId: known };
        throw invalid('Idempotent parameters do not match');
      }
      const id = randomUUID();
      const query: Query = { state: 'RUNNING', workGroup, statement };
      queries.set(id, query);
      byToken.set(token, id);
      run(engine, query);
      return { QueryExecutionId: id };
    },
    GetQueryExecution: (input) => {
      const id = textAt(input, 'QueryExecutionId') ?? '';
      const query = queries.get(id);
      if (query === undefined) throw invalid(`QueryExecution ${id} was not found`);
      const { state: State, reason, workGroup } = query;
      const Status = { State, ...(reason !== undefined && { StateChangeReason: reason }) };
      return { QueryExecution: { QueryExecutionId: id, Status, WorkGroup: workGroup } };
    },
  };
  const workGroupOf = (call: GatewayCall): string => {
    const input = jsonBody(call);
    return textAt(input, 'WorkGroup') ?? queries.get(textAt(input, 'QueryExecutionId') ?? '')?.workGroup ?? 'primary';
  };
  return {
    readsBody: true,
    permissions: (call) => [
      {
        action: `athena:${operationOf(call)}`,
        resource: `arn:aws:athena:${region}:${accountId}:workgroup/${workGroupOf(call)}`,
      },
    ],
    refuse: refuseInJson,
    handle: async (call) => answer(call, operations[operationOf(call)]),
  };
};

/** A statement goes on after the call that started it. */
const run = (engine: SqlEngine, query: Query): void => {
  engine
    .run(query.statement)
    .then(() => {
      query.state = 'SUCCEEDED';
    })
    .catch((error: Error) => {
      query.state = 'FAILED';
      query.reason = error.message;
    });
};

const invalid = (message: string) => new AwsError('InvalidRequestException', message, 400);

const requiredText = (input: JsonObject, name: string, least: number, most: number): string => {
  const text = textAt(input, name) ?? '';
  if (text.length >= least && text.length <= most) return text;
  throw invalid(`${name} must have ${least} to ${most} characters, not ${text.length}`);
};

const answer = async (call: GatewayCall, operation: ((input: JsonObject) => Json) | undefined): Promise<void> => {
  if (operation === undefined) return refuseInJson(call, 400, 'UnknownOperationException', operationOf(call));
  try {
    const body = JSON.stringify(operation(jsonBody(call)));
    call.response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  } catch (error) {
    if (error instanceof AwsError) return refuseInJson(call, error.status, error.name, error.message);
    throw error;
  }
};
