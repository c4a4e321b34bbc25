import { runInNewContext } from 'node:vm';
import { spaFallbackCode } from '#lib/constructs/spa-fallback';
import { resourcesOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const template = synthesizedApp('prod').template('web');
const [distribution] = resourcesOf(template, 'AWS::CloudFront::Distribution');
const config = distribution?.properties.DistributionConfig;
const behaviours: { PathPattern: string; [key: string]: unknown }[] = config.CacheBehaviors;
const behaviourOf = (path: string) => behaviours.find(({ PathPattern }) => PathPattern === path);

const managedCachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const managedAllViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('the distribution', () => {
  it('caches recommendation lists before it passes other API calls through', () => {
    expect(behaviours.map(({ PathPattern }) => PathPattern)).toEqual([
      '/widgets/*',
      '/api/products/*/recommendations',
      '/api/products/*/recommendations/*',
      '/api/*',
      '/v1/*',
    ]);
  });

  it('never caches other API calls and hands them over whole', () => {
    expect(behaviourOf('/api/*')).toMatchObject({
      CachePolicyId: managedCachingDisabled,
      OriginRequestPolicyId: managedAllViewerExceptHostHeader,
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: expect.arrayContaining(['POST', 'PUT', 'DELETE', 'OPTIONS']),
    });
  });

  it('keys recommendation lists by all that they depend on and lets the API say how long they live', () => {
    const [policy] = resourcesOf(template, 'AWS::CloudFront::CachePolicy');
    const { MinTTL, DefaultTTL, MaxTTL, ParametersInCacheKeyAndForwardedToOrigin } =
      policy?.properties.CachePolicyConfig ?? {};
    expect({ MinTTL, DefaultTTL, MaxTTL }).toEqual({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 86_400 });
    expect(ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      // Else a page of one company could get the answer for another's credential or origin, and a bearer key none.
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Authorization', 'Origin', 'X-Publishable-Key'] },
    });
  });

  it('maps no error answers: a 404 of the API stays a 404', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
  });

  it('reads the bucket with signed requests, and nobody else can', () => {
    expect(resourcesOf(template, 'AWS::CloudFront::OriginAccessControl').length).toBeGreaterThan(0);
    const policies = JSON.stringify(resourcesOf(template, 'AWS::S3::BucketPolicy').map(({ properties }) => properties));
    expect(policies).toContain('cloudfront.amazonaws.com');
    expect(policies).not.toContain('"Principal":"*"');
  });

  it('sends a strict content security policy with the admin app', () => {
    const [headers] = resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    const security = headers?.properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const policy = JSON.stringify(security.ContentSecurityPolicy);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('cognito-idp');
    expect(policy).not.toContain('unsafe-eval');
    expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000);
  });
});

describe('addresses of the admin app', () => {
  const rewritten = (uri: string): string =>
    runInNewContext(`${spaFallbackCode}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);

  it.each([
    ['/', '/index.html'],
    ['/momentum/recommendations', '/index.html'],
    ['/momentum/upsell/', '/index.html'],
    ['/assets/index-3f2a.js', '/assets/index-3f2a.js'],
    ['/config.json', '/config.json'],
    ['/v1.2/stores', '/index.html'],
  ])('%s is answered with %s', (uri, expected) => {
    expect(rewritten(uri)).toBe(expected);
  });
});

describe('the uploaded files', () => {
  const deployments = resourcesOf(template, 'Custom::CDKBucketDeployment').map(({ properties }) => properties);

  it('are kept for a year when their names carry a hash, and for minutes or not at all when not', () => {
    const rules = deployments.map(({ DestinationBucketKeyPrefix = 'admin', Exclude, Include, SystemMetadata }) => [
      DestinationBucketKeyPrefix,
      { without: Exclude, with: Include },
      SystemMetadata['cache-control'],
    ]);
    const forever = 'public, max-age=31536000, immutable';
    const widgetEntry = ['smart-upsell.js', 'manifest.json'];
    expect(rules).toHaveLength(4);
    expect(rules).toEqual(
      expect.arrayContaining([
        ['admin', { without: ['*'], with: ['assets/*'] }, forever],
        ['admin', { without: ['assets/*'], with: undefined }, 'no-cache'],
        ['widgets', { without: widgetEntry, with: undefined }, forever],
        ['widgets', { without: ['*'], with: widgetEntry }, 'public, max-age=300'],
      ]),
    );
  });

  it('never delete those of the version before, which open tabs still load', () => {
    expect(deployments.map(({ Prune }) => Prune)).toEqual([false, false, false, false]);
  });
});
