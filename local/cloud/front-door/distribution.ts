import { type Forwarding, forwardingOf } from '#local/cloud/front-door/forwarding';
import { type ResponseHeaders, responseHeadersOf } from '#local/cloud/front-door/response-headers';
import type { Resource } from '#local/cloud/template/assembly';
import {
  asTexts,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  textAt,
} from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type Behaviour = {
  /** `*` for the default behaviour. */
  readonly pathPattern: string;
  readonly origin: { readonly kind: 'api' } | { readonly kind: 'bucket'; readonly bucket: string };
  readonly methods: string[];
  readonly forwarding: Forwarding;
  readonly headers: ResponseHeaders;
  /** Source of the CloudFront Function that sees each request. */
  readonly viewerRequestCode: string | undefined;
};

export type Distribution = {
  /** In the order of precedence; the default comes last. */
  readonly behaviours: Behaviour[];
  readonly defaultRootObject: string;
  readonly errorPages: Map<number, { readonly status: number; readonly page: string }>;
};

/** The first distribution of the template, or `undefined`. */
export const defineDistribution = (resolver: Resolver): Distribution | undefined => {
  const [resource] = resolver.ofType('AWS::CloudFront::Distribution');
  if (resource === undefined) return undefined;
  const config = objectAt(resolver.properties(resource), 'DistributionConfig');
  const define = (behaviour: JsonObject) => defineBehaviour(behaviour, config, resolver, resource);
  return {
    behaviours: [
      ...listAt(config, 'CacheBehaviors').filter(isObject).map(define),
      define({ ...objectAt(config, 'DefaultCacheBehavior'), PathPattern: '*' }),
    ],
    defaultRootObject: textAt(config, 'DefaultRootObject') ?? '',
    errorPages: new Map(listAt(config, 'CustomErrorResponses').map(errorPage)),
  };
};

const errorPage = (response: Json): [number, { status: number; page: string }] => {
  const code = numberAt(response, 'ErrorCode') ?? 0;
  return [
    code,
    { status: numberAt(response, 'ResponseCode') ?? code, page: textAt(response, 'ResponsePagePath') ?? '' },
  ];
};

const defineBehaviour = (
  behaviour: JsonObject,
  config: JsonObject,
  resolver: Resolver,
  resource: Resource,
): Behaviour => {
  const pathPattern = textAt(behaviour, 'PathPattern') ?? '*';
  const originId = textAt(behaviour, 'TargetOriginId');
  const origin = listAt(config, 'Origins').find((candidate) => textAt(candidate, 'Id') === originId);
  const domain = textAt(origin, 'DomainName');
  if (domain === undefined) throw new Error(`${resource.path}: behaviour ${pathPattern} has no origin.`);
  const methods = asTexts(behaviour.AllowedMethods);
  return {
    pathPattern: pathPattern.startsWith('/') || pathPattern === '*' ? pathPattern : `/${pathPattern}`,
    origin: /\.s3[.-]/.test(domain) ? { kind: 'bucket', bucket: domain.split('.s3')[0] ?? '' } : { kind: 'api' },
    methods: methods.length === 0 ? ['GET', 'HEAD'] : methods,
    forwarding: forwardingOf(behaviour, resolver),
    headers: responseHeadersOf(behaviour, resolver),
    viewerRequestCode: viewerRequestCode(behaviour, resolver),
  };
};

const viewerRequestCode = (behaviour: JsonObject, resolver: Resolver): string | undefined => {
  const associations = listAt(behaviour, 'FunctionAssociations');
  const arn = associations
    .filter((association) => textAt(association, 'EventType') === 'viewer-request')
    .map((association) => textAt(association, 'FunctionARN'))[0];
  if (arn === undefined) return undefined;
  const functions = resolver.ofType('AWS::CloudFront::Function');
  const found = functions.find((candidate) =>
    [resolver.attribute(candidate, 'FunctionARN'), resolver.attribute(candidate, 'Arn')].includes(arn),
  );
  return found === undefined ? undefined : textAt(resolver.properties(found), 'FunctionCode');
};
