import type { JsonObject } from '#local/cloud/template/json';
import { textAt } from '#local/cloud/template/json';

/** An error that an AWS service answered with; `name` is its code, such as ResourceInUseException. */
export class AwsError extends Error {
  readonly status: number;
  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = code;
    this.status = status;
  }
}

/** Calls one operation of a service that speaks the AWS JSON protocol. */
export type AwsJsonClient = (operation: string, input: JsonObject) => Promise<JsonObject>;

/** A small client for the cloud's own calls: starting it costs nothing, unlike the SDK. */
export const createAwsJsonClient =
  (url: string, targetPrefix: string, service: string, version: '1.0' | '1.1'): AwsJsonClient =>
  async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${targetPrefix}.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: unsignedAuthorization(service),
      },
      body: JSON.stringify(input),
    });
    const body = (await response.json().catch(() => ({}))) as JsonObject;
    if (response.ok) return body;
    const code = (textAt(body, '__type') ?? 'UnknownError').split('#').at(-1) ?? '';
    throw new AwsError(code, textAt(body, 'message') ?? textAt(body, 'Message') ?? operation, response.status);
  };

const unsignedAuthorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, ` +
  'SignedHeaders=host;x-amz-date, Signature=0';
