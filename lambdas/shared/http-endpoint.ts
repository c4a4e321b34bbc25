import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { AnswerOf, Operation } from '#contracts/operation';
import type { CompanySettings } from '#core/companies/company-settings';
import { authenticate } from '#lambdas/shared/authenticate';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { exchangeOf, type Person } from '#lambdas/shared/exchange';
import { limitRate } from '#lambdas/shared/limit-rate';
import { observe } from '#lambdas/shared/observe';
import { oncePerKey } from '#lambdas/shared/once-per-key';
import { type ParsedRequest, parseRequest } from '#lambdas/shared/parse-request';
import { toProblemError } from '#lambdas/shared/problem';
import type { Reply } from '#lambdas/shared/reply';
import { respond, respondWithProblem } from '#lambdas/shared/respond';
import { sayQuota } from '#lambdas/shared/say-quota';

type AuthOf<O extends Operation> = O['auth']['kind'];

/** What a handler gets: the checked request and who asks. */
export interface EndpointRequest<O extends Operation> extends ParsedRequest<O> {
  readonly company: AuthOf<O> extends 'public' | 'person' ? undefined : CompanySettings;
  readonly person: AuthOf<O> extends 'member' | 'person' ? Person : Person | undefined;
  readonly requestId: string;
  /** ISO-8601 UTC. */
  readonly now: string;
  /** `User-Agent` header. */
  readonly userAgent?: string;
}

type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/** The handler of an endpoint as Lambda calls it. */
export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

const answerProblems: HttpMiddleware = {
  onError: (request) => {
    const exchange = exchangeOf(request.event);
    const error = toProblemError(request.error);
    request.response = respondWithProblem(request.event, error, exchange.requestId, exchange.headers);
  },
};

const admit = (operation: Operation, deps: EndpointDependencies): HttpMiddleware => ({
  before: async ({ event }) => {
    const exchange = exchangeOf(event);
    const caller = await authenticate(operation, { event, credentials: deps.credentials, now: exchange.now });
    exchange.company = caller.company;
    exchange.person = caller.person;
    const bucketName = caller.company?.company.companyId ?? caller.person?.userId;
    if (bucketName !== undefined) limitRate(deps, bucketName, exchange.startedAtMs, exchange.headers);
    if (caller.company) sayQuota(caller.company, deps.defaultPlan, exchange.now, exchange.headers);
  },
});

/**
 * Composes everything that endpoints have in common around one function: log line, metrics, problem answers,
 * credential, rate, contract check, idempotency, caching headers.
 */
export const httpEndpoint = <O extends Operation>(
  operation: O,
  deps: EndpointDependencies,
  handle: (request: EndpointRequest<O>) => Promise<Reply<AnswerOf<O>>>,
): HttpHandler => {
  const run = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { company, person, requestId, now, headers } = exchangeOf(event);
    const parsed = parseRequest(operation, event);
    const userAgent = event.headers['user-agent'];
    const work = () => handle({ ...parsed, company, person, requestId, now, userAgent } as EndpointRequest<O>);
    const key = operation.idempotencyKey ? event.headers['idempotency-key'] : undefined;
    const scope = company?.company.companyId ?? `person:${person?.userId}`;
    const given = key
      ? await oncePerKey(
          deps,
          {
            scope: { scope, operationId: operation.id, key: key.slice(0, 200) },
            content: [parsed.params, parsed.body ?? null],
            now,
          },
          work,
        )
      : await work();
    return respond(operation, event, given, headers);
  };
  const chain = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe(operation, deps))
    .use(answerProblems)
    .use(admit(operation, deps))
    .handler(run);
  return chain as HttpHandler;
};
