import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { CompanySettings } from '#core/companies/company-settings';

/** What the middleware learned about one request. */
export interface Exchange {
  readonly requestId: string;
  /** ISO-8601 UTC time at which the request began. */
  readonly now: string;
  readonly startedAtMs: number;
  company?: CompanySettings;
  person?: Person;
  /** Headers that every answer of this request carries, errors included. */
  readonly headers: Record<string, string>;
}

export interface Person {
  /** Subject of the bearer token. */
  readonly userId: string;
}

/** Keyed by event object: middleware and handler share it and nothing outlives the request. */
const exchanges = new WeakMap<APIGatewayProxyEventV2, Exchange>();

export const openExchange = (event: APIGatewayProxyEventV2, now: string, startedAtMs: number): Exchange => {
  const requestId = event.requestContext.requestId;
  const exchange: Exchange = { requestId, now, startedAtMs, headers: { 'x-request-id': requestId } };
  exchanges.set(event, exchange);
  return exchange;
};

export const exchangeOf = (event: APIGatewayProxyEventV2): Exchange => {
  const exchange = exchanges.get(event);
  if (!exchange) throw new Error('No exchange was opened for this event');
  return exchange;
};
