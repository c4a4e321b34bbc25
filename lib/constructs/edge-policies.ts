import { Duration } from 'aws-cdk-lib';
import {
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * Cache of the public recommendation lists. The origin's Cache-Control decides (`private, no-store` is honoured);
 * the key holds whatever an answer depends on: credential and origin of the caller as well as the whole query, since
 * a list of parameters may hold ten at most. CloudFront only passes `Authorization` on when it is in the key.
 */
export const recommendationCachePolicy = (scope: Construct) =>
  new CachePolicy(scope, 'RecommendationCache', {
    comment: 'Recommendation lists by query, publishable key and shop origin',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(1),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    headerBehavior: CacheHeaderBehavior.allowList('Authorization', 'Origin', 'X-Publishable-Key'),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });

/** What a CORS preflight needs, beside the cache key. */
export const preflightRequestPolicy = (scope: Construct) =>
  new OriginRequestPolicy(scope, 'Preflight', {
    comment: 'Headers of CORS preflights',
    headerBehavior: OriginRequestHeaderBehavior.allowList(
      'Access-Control-Request-Headers',
      'Access-Control-Request-Method',
    ),
  });

const contentSecurityPolicy = (connectTo: readonly string[]) =>
  [
    "default-src 'self'",
    // MUI's styles are written by script.
    "style-src 'self' 'unsafe-inline'",
    // Product pictures come from the shops' own hosts.
    // Product pictures are wherever a shop keeps them; browsers upgrade http on a secure page.
    "img-src 'self' data: https: http:",
    `connect-src 'self' ${connectTo.join(' ')}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Security headers of the admin app; `connectTo` are the sign-in hosts and the upload bucket. */
export const adminHeadersPolicy = (scope: Construct, connectTo: readonly string[]) =>
  new ResponseHeadersPolicy(scope, 'AdminHeaders', {
    comment: 'Security headers of the admin app',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(connectTo), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
  });
