import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Permission } from '#local/cloud/iam/permission-check';

export type GatewayCall = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** Empty for services that stream (`readsBody` false). */
  readonly body: Buffer;
};

/** One AWS service behind the gateway. */
export type GatewayService = {
  /** Whether the body is needed as a whole; otherwise it is passed on as it comes. */
  readonly readsBody: boolean;
  /** What the caller must be allowed to do. */
  permissions(call: GatewayCall): Permission[];
  /** Answers a refused call in the service's own error format. */
  refuse(call: GatewayCall, status: number, code: string, message: string): void;
  handle(call: GatewayCall): Promise<void>;
};
