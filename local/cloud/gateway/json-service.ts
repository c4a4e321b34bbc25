import { forward } from '#local/cloud/gateway/forward';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import type { Permission } from '#local/cloud/iam/permission-check';
import type { JsonObject } from '#local/cloud/template/json';

/** The operation of a call in an AWS JSON protocol: `DynamoDB_20120810.GetItem` → `GetItem`. */
export const operationOf = (call: GatewayCall): string =>
  String(call.request.headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1) ?? '';

/** @throws SyntaxError on a body that is no JSON; callers let the engine answer then. */
export const jsonBody = (call: GatewayCall): JsonObject => JSON.parse(call.body.toString('utf8'));

export const refuseInJson = (call: GatewayCall, status: number, code: string, message: string): void => {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message, Message: message });
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code };
  call.response.writeHead(status, headers).end(body);
};

type Options = {
  readonly url: string;
  readonly permissionsOf: (operation: string, input: JsonObject) => Permission[];
  /** Called when a call has been answered by the engine. */
  readonly onAnswered?: (operation: string) => void;
};

/** A service of an engine that speaks an AWS JSON protocol: checked here, answered there. */
export const jsonService = ({ url, permissionsOf, onAnswered }: Options): GatewayService => ({
  readsBody: true,
  permissions: (call) => {
    try {
      return permissionsOf(operationOf(call), jsonBody(call));
    } catch {
      // The engine answers a body that is no JSON; it does nothing that would need a permission.
      return [];
    }
  },
  refuse: refuseInJson,
  handle: async (call) => {
    const { request, response, body } = call;
    const path = request.url ?? '/';
    await forward({ method: request.method, body }, response, { url }, { path, headers: request.headers });
    onAnswered?.(operationOf(call));
  },
});
