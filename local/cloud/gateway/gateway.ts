import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionDefinition } from '#local/cloud/functions/function-definition';
import { callerOf } from '#local/cloud/gateway/caller';
import type { GatewayCall, GatewayService } from '#local/cloud/gateway/gateway-service';
import type { PermissionCheck } from '#local/cloud/iam/permission-check';
import { readBody } from '#local/cloud/read-body';
import { requestUrl } from '#local/cloud/request-url';
import { accountId } from '#local/cloud/template/resource-kinds';

/** The access key of scripts and tests: it may do everything. */
export const rootAccessKeyId = 'root';

type Options = {
  readonly services: Record<string, GatewayService>;
  readonly functionOf: (accessKeyId: string) => FunctionDefinition | undefined;
  readonly permissions: PermissionCheck;
  readonly log: (line: string) => void;
};

const maxBodyBytes = 32 * 1024 * 1024;

/**
 * The one door to the local AWS services. The service is read from the request's signature scope, the caller from its
 * access key: every function has its own, and may do what its role's policies in the template allow and no more.
 * Signatures themselves are not verified.
 */
export const createGateway = (options: Options) => async (request: IncomingMessage, response: ServerResponse) => {
  const url = requestUrl(request);
  const caller = callerOf(request, url);
  const service = options.services[caller?.service ?? 's3'];
  if (service === undefined) {
    response.writeHead(501).end(`The local cloud has no service "${caller?.service}".`);
    return;
  }
  const body = service.readsBody ? await readBody(request, maxBodyBytes) : Buffer.alloc(0);
  const call: GatewayCall = { request, response, url, body: body ?? Buffer.alloc(0) };
  if (body === undefined) return service.refuse(call, 413, 'RequestEntityTooLarge', 'The request is too large.');
  if (request.method === 'OPTIONS') return service.handle(call);
  const refusal = refusalOf(caller?.accessKeyId, service, call, options);
  if (refusal === undefined) return service.handle(call);
  options.log(`denied: ${refusal}`);
  service.refuse(call, service.readsBody ? 400 : 403, 'AccessDeniedException', refusal);
};

const refusalOf = (
  accessKeyId: string | undefined,
  service: GatewayService,
  call: GatewayCall,
  { functionOf, permissions }: Options,
): string | undefined => {
  if (accessKeyId === rootAccessKeyId) return undefined;
  const definition = functionOf(accessKeyId ?? '');
  if (definition === undefined) return `The access key "${accessKeyId ?? 'none'}" belongs to no function.`;
  const missing = permissions.missing(definition.roleArn, service.permissions(call));
  if (missing === undefined) return undefined;
  const roleName = definition.roleArn.split('/').at(-1);
  const user = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${definition.name}`;
  return (
    `User: ${user} is not authorized to perform: ${missing.action} on resource: ${missing.resource} ` +
    `because no identity-based policy allows the ${missing.action} action`
  );
};
