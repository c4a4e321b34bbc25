import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { operationGroupOf } from '#contracts/metrics';
import type { Operation } from '#contracts/operation';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { type Exchange, exchangeOf, openExchange } from '#lambdas/shared/exchange';
import { errorContext } from '#lambdas/shared/observability';
import { ProblemError } from '#lambdas/shared/problem';

type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

const codeOf = (status: number) => {
  if (status >= 500) return 'request_failed';
  return status >= 400 ? 'request_rejected' : 'request_served';
};

/** Opens the exchange, and closes every request with one log line and its latency and error metrics. */
export const observe = (operation: Operation, deps: EndpointDependencies): HttpMiddleware => {
  const dimensions = { operation: operation.id, operationGroup: operationGroupOf(operation) };
  const close = (exchange: Exchange, status: number, error?: unknown): void => {
    const durationMs = Date.parse(deps.clock()) - exchange.startedAtMs;
    const code = codeOf(status);
    deps.log[status >= 500 ? 'error' : 'info'](code, {
      requestId: exchange.requestId,
      companyId: exchange.company?.company.companyId,
      operation: operation.id,
      status,
      durationMs,
      ...(error instanceof ProblemError ? { problem: error.code } : {}),
      ...(error !== undefined && status >= 500 ? errorContext(error) : {}),
    });
    deps.meter.addForOperation('OperationLatency', durationMs, dimensions);
    if (status >= 500) deps.meter.addForOperation('OperationErrors', 1, dimensions);
    deps.meter.flush();
  };
  return {
    before: ({ event }) => {
      const now = deps.clock();
      openExchange(event, now, Date.parse(now));
    },
    after: ({ event, response }) => close(exchangeOf(event), response?.statusCode ?? 500),
    onError: ({ event, response, error }) => close(exchangeOf(event), response?.statusCode ?? 500, error),
  };
};
