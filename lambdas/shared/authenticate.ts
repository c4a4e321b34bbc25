import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { companyRoles, type Operation } from '#contracts/operation';
import { isKeyActive, type ParsedApiKey, parseApiKey, secretMatches } from '#core/companies/api-key';
import type { CompanySettings } from '#core/companies/company-settings';
import type { CredentialStore } from '#core/ports/credential-store';
import type { Person } from '#lambdas/shared/exchange';
import { problem } from '#lambdas/shared/problem';

export interface Caller {
  readonly company?: CompanySettings;
  readonly person?: Person;
}

interface Attempt {
  readonly event: APIGatewayProxyEventV2;
  readonly credentials: CredentialStore;
  readonly now: string;
}

const unauthenticated = (): never =>
  problem('unauthenticated', 'Send a publishable key, a secret key or a bearer token that this operation accepts');

/**
 * The key that a request carries: `Authorization: Bearer`, or, publishable ones alone, `X-Publishable-Key` or `?key=`:
 * addresses end up in logs, where no secret belongs.
 */
const givenKey = ({ event }: Attempt): ParsedApiKey | undefined => {
  const bearer = /^Bearer\s+(\S+)$/i.exec(event.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return parseApiKey(bearer);
  const open = event.headers['x-publishable-key'] ?? event.queryStringParameters?.key;
  const key = open === undefined ? undefined : parseApiKey(open);
  return key?.kind === 'publishable' ? key : undefined;
};

const writeKeyInBody = ({ body, isBase64Encoded }: APIGatewayProxyEventV2): unknown => {
  try {
    return JSON.parse(Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString('utf8'))?.writeKey;
  } catch {
    return undefined;
  }
};

/** A publishable key as the clients of Segment send it: the user name of Basic, or `writeKey` in the body. */
const givenWriteKey = ({ event }: Attempt): ParsedApiKey | undefined => {
  const basic = /^Basic\s+(\S+)$/i.exec(event.headers.authorization ?? '')?.[1];
  const [userName] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':');
  const text = basic === undefined ? writeKeyInBody(event) : userName;
  const key = typeof text === 'string' ? parseApiKey(text) : undefined;
  return key?.kind === 'publishable' ? key : undefined;
};

const carriesCredential = ({ event }: Attempt): boolean =>
  Boolean(event.headers.authorization ?? event.headers['x-publishable-key'] ?? event.queryStringParameters?.key);

const checkCompanyInQuery = ({ event }: Attempt, companyId: string): void => {
  const asked = event.queryStringParameters?.companyId;
  if (asked !== undefined && asked !== companyId) {
    problem('company_mismatch', 'The companyId of the query is not the one of the path or the credential');
  }
};

const checkOrigin = ({ event }: Attempt, { company }: CompanySettings): void => {
  const origin = event.headers.origin;
  if (origin === undefined || company.allowedOrigins.length === 0) return;
  if (!company.allowedOrigins.includes(origin)) {
    problem('origin_not_allowed', `Add ${origin} to the allowed origins of the store to use the API from its pages`);
  }
};

const withSecretKey = async (attempt: Attempt, key: ParsedApiKey): Promise<Caller> => {
  const stored = await attempt.credentials.secretKey(key.companyId, key.keyId);
  const matches = stored && key.secret && secretMatches(key.secret, stored.hash) && isKeyActive(stored, attempt.now);
  if (!matches) return unauthenticated();
  const company = await attempt.credentials.settings(key.companyId);
  checkCompanyInQuery(attempt, key.companyId);
  return company ? { company } : unauthenticated();
};

const withPublishableKey = async (attempt: Attempt, key: ParsedApiKey): Promise<Caller> => {
  const company = await attempt.credentials.settings(key.companyId);
  const revokesAt = company?.publishableKeys.get(key.keyId);
  if (!company || revokesAt === undefined || !isKeyActive({ revokesAt }, attempt.now)) return unauthenticated();
  checkCompanyInQuery(attempt, key.companyId);
  checkOrigin(attempt, company);
  return { company };
};

/** `?companyId=` alone: enough for public reads and events, under the same origin rules as the key. */
const withCompanyId = async (attempt: Attempt): Promise<Caller> => {
  const companyId = attempt.event.queryStringParameters?.companyId;
  if (companyId === undefined || !/^[a-z0-9-]{3,40}$/.test(companyId)) return unauthenticated();
  const company = await attempt.credentials.settings(companyId);
  if (!company) return unauthenticated();
  checkOrigin(attempt, company);
  return { company };
};

const asStorefront = (attempt: Attempt, writeKey?: ParsedApiKey): Promise<Caller> => {
  const key = givenKey(attempt) ?? writeKey;
  if (key?.kind === 'secret') return withSecretKey(attempt, key);
  if (key?.kind === 'publishable') return withPublishableKey(attempt, key);
  return carriesCredential(attempt) ? Promise.resolve(unauthenticated()) : withCompanyId(attempt);
};

const asServer = async (attempt: Attempt): Promise<Caller> => {
  const key = givenKey(attempt);
  if (!key) return unauthenticated();
  if (key.kind === 'publishable') {
    await withPublishableKey(attempt, key);
    return problem('credential_kind_not_allowed', 'This operation needs a secret key and must be called from a server');
  }
  return withSecretKey(attempt, key);
};

/** The gateway has verified the token; here only its subject is read. */
const personOf = ({ event }: Attempt): Person => {
  const context = event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } };
  const subject = context.authorizer?.jwt?.claims?.sub;
  return typeof subject === 'string' && /^[^#/]{1,128}$/.test(subject) ? { userId: subject } : unauthenticated();
};

const companyOfMember = async (attempt: Attempt, { userId }: Person): Promise<string> => {
  const { event, credentials } = attempt;
  const inPath = event.pathParameters?.companyId;
  if (inPath !== undefined) checkCompanyInQuery(attempt, inPath);
  const asked = inPath ?? event.queryStringParameters?.companyId;
  if (asked !== undefined) return asked;
  const [only, ...others] = await credentials.firstCompanies(userId);
  if (only !== undefined && others.length === 0) return only;
  return problem('validation_failed', 'You belong to several companies, or to none: say which one is meant', [
    { pointer: '/query/companyId', code: 'required', message: 'is needed' },
  ]);
};

const asMember = async (attempt: Attempt, least: (typeof companyRoles)[number]): Promise<Caller> => {
  const person = personOf(attempt);
  const companyId = await companyOfMember(attempt, person);
  // The company's own view of a stranger: it does not exist.
  const role = /^[a-z0-9-]{3,40}$/.test(companyId)
    ? await attempt.credentials.role(companyId, person.userId)
    : undefined;
  const company = role && (await attempt.credentials.settings(companyId));
  if (!role || !company) return problem('not_found', `There is no company ${companyId} that you belong to`);
  if (companyRoles.indexOf(role) < companyRoles.indexOf(least)) {
    problem('insufficient_role', `This needs the role ${least}; yours is ${role}`);
  }
  return { company, person };
};

/** Finds out who calls and for which company. @throws ProblemError 401, 403 or 404. */
export const authenticate = async (
  operation: Pick<Operation, 'auth' | 'acceptsWriteKey'>,
  attempt: Attempt,
): Promise<Caller> => {
  switch (operation.auth.kind) {
    case 'public':
      return {};
    case 'storefront':
      return asStorefront(attempt, operation.acceptsWriteKey ? givenWriteKey(attempt) : undefined);
    case 'server':
      return asServer(attempt);
    case 'member':
      return asMember(attempt, operation.auth.role);
    case 'person':
      return { person: personOf(attempt) };
  }
};
