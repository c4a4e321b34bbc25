import type { Functions } from '#local/cloud/functions/functions';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import type { MachineDefinition } from '#local/cloud/step-functions/machine-definition';
import { isObject, type Json, type JsonObject, textAt } from '#local/cloud/template/json';

type Dependencies = { readonly functions: Functions; readonly permissions: PermissionCheck };
export type TaskHandler = (input: Json) => Promise<Json>;

/** Step Functions' limit for the input or output of a state. */
const maxStateBytes = 262_144;

/**
 * Runs a Task state's function. The integration `arn:aws:states:::lambda:invoke` gets `{FunctionName, Payload}` and
 * answers `{Payload, StatusCode…}`; a function's own ARN gets the input and answers the result.
 * @throws (at once) for any other resource; (when run) errors named as the state machine's Retry and Catch name them.
 */
export const createTaskHandler = (machine: MachineDefinition, state: JsonObject, deps: Dependencies): TaskHandler => {
  const resource = textAt(state, 'Resource') ?? '';
  if (resource === 'arn:aws:states:::lambda:invoke') {
    return async (input) => {
      const payload = isObject(input) ? (input.Payload ?? {}) : {};
      const result = await invoke(machine, textAt(input, 'FunctionName') ?? '', payload, deps);
      return { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
    };
  }
  if (/^arn:aws:lambda:/.test(resource)) return (input) => invoke(machine, resource, input, deps);
  throw new Error(`State machine ${machine.name}: the local cloud does not run tasks of ${resource}.`);
};

const invoke = async (
  machine: MachineDefinition,
  functionName: string,
  payload: Json,
  { functions, permissions }: Dependencies,
): Promise<Json> => {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > maxStateBytes) throw tooLarge();
  const { arn } = functions.find(functionName).definition;
  const missing = permissions.missing(machine.roleArn, [{ action: 'lambda:InvokeFunction', resource: arn }]);
  if (missing !== undefined) {
    const message = `The state machine's role may not invoke ${functionName}.`;
    throw Object.assign(new Error(message), { name: 'Lambda.AWSLambdaException' });
  }
  const result = await functions.invoke(functionName, text);
  if (!result.ok) {
    throw Object.assign(new Error(JSON.stringify(result.error)), { name: result.error.errorType });
  }
  if (Buffer.byteLength(result.payload) > maxStateBytes) throw tooLarge();
  return JSON.parse(result.payload);
};

const tooLarge = () =>
  Object.assign(new Error(`A state's input or output is longer than ${maxStateBytes} bytes.`), {
    name: 'States.DataLimitExceeded',
  });
