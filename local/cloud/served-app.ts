import { type AddressBook, createAddressBook } from '#local/cloud/address-book';
import type { Listeners } from '#local/cloud/listeners';
import type { SteeredClock } from '#local/cloud/steered-clock';
import type { Storage } from '#local/cloud/storage';
import type { Assembly } from '#local/cloud/template/assembly';
import type { Resolver } from '#local/cloud/template/resolver';
import { region } from '#local/cloud/template/resource-kinds';

/** What every part of the cloud knows: the app it serves, where, and how it reports. */
export type ServedApp = {
  readonly assembly: Assembly;
  readonly resolver: Resolver;
  readonly addresses: AddressBook;
  readonly storage: Storage;
  readonly listeners: Listeners;
  readonly now: () => Date;
  /** Absent: the machine's clock. */
  readonly steeredClock: SteeredClock | undefined;
  readonly log: (line: string) => void;
};

/** Maps every public AWS address of the template to the local one that stands for it. */
export const addressesOf = (resolver: Resolver, listeners: Listeners): AddressBook => {
  const { webUrl, apiUrl, signInUrl, gatewayUrl } = listeners;
  const addresses = createAddressBook();
  const add = (type: string, urlOf: (resource: Parameters<Resolver['name']>[0]) => string, localUrl: string) => {
    for (const resource of resolver.ofType(type)) addresses.add(urlOf(resource), localUrl);
  };
  add('AWS::ApiGatewayV2::Api', (api) => resolver.attribute(api, 'ApiEndpoint'), apiUrl);
  add('AWS::CloudFront::Distribution', (site) => `https://${resolver.attribute(site, 'DomainName')}`, webUrl);
  add('AWS::Cognito::UserPool', (pool) => resolver.attribute(pool, 'ProviderURL'), signInUrl);
  add('AWS::Cognito::UserPool', () => `https://cognito-idp.${region}.amazonaws.com`, signInUrl);
  const signInHost = (domain: string) => `https://${domain}.auth.${region}.amazoncognito.com`;
  add('AWS::Cognito::UserPoolDomain', (domain) => signInHost(resolver.name(domain)), signInUrl);
  add('AWS::S3::Bucket', (bucket) => `https://${resolver.attribute(bucket, 'RegionalDomainName')}`, gatewayUrl);
  // Presigned addresses name the bucket in their path.
  addresses.add(`https://s3.${region}.amazonaws.com`, gatewayUrl);
  return addresses;
};

/** The app client that people sign in with; apps without one get a name of our own. */
export const clientIdOf = (resolver: Resolver): string => {
  const [client] = resolver.ofType('AWS::Cognito::UserPoolClient');
  return client === undefined ? 'local-client' : resolver.ref(client);
};
