import type { IncomingMessage } from 'node:http';

/** Who calls which service, as the request's Signature Version 4 says. */
export type Caller = { readonly accessKeyId: string; readonly service: string; readonly isPresigned: boolean };

/** Reads the credential scope of the Authorization header or of a presigned URL; `undefined` when there is none. */
export const callerOf = (request: IncomingMessage, url: URL): Caller | undefined => {
  const presigned = url.searchParams.get('X-Amz-Credential');
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const [accessKeyId, , , service] = (presigned ?? header ?? '').split('/');
  if (accessKeyId === undefined || service === undefined) return undefined;
  return { accessKeyId, service, isPresigned: presigned !== null };
};
