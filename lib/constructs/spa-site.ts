import { existsSync } from 'node:fs';
import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import { acknowledge } from '#lib/constructs/acknowledge';
import { adminHeadersPolicy, preflightRequestPolicy, recommendationCachePolicy } from '#lib/constructs/edge-policies';
import { AccessLogBucket, PrivateBucket } from '#lib/constructs/private-bucket';
import { spaFallbackCode } from '#lib/constructs/spa-fallback';

export type SpaSiteProps = {
  readonly app: AppContext;
  /** `https://<id>.execute-api…`, without a path. */
  readonly apiEndpoint: string;
  /** Hosts that the admin app talks to beside its own: sign-in and uploads. */
  readonly connectTo: readonly string[];
};

/** One distribution for everything: admin app at `/`, widgets at `/widgets/*`, the API at `/api/*` and `/v1/*`. */
export class SpaSite extends Construct {
  readonly bucket: PrivateBucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SpaSiteProps) {
    super(scope, id);
    const { settings } = props.app;
    const accessLogs = new AccessLogBucket(this, 'AccessLogs', {
      retentionDays: settings.logRetentionDays,
      cloudFront: true,
    });
    this.bucket = new PrivateBucket(this, 'Web', { accessLogs, removalPolicy: RemovalPolicy.RETAIN });
    this.distribution = this.addDistribution(props, accessLogs);
  }

  private addDistribution({ app, apiEndpoint, connectTo }: SpaSiteProps, logBucket: IBucket): Distribution {
    const { customDomain } = app.settings;
    const api = new HttpOrigin(Fn.select(2, Fn.split('/', apiEndpoint)));
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Smart Upsell ${app.settings.stage}`,
      defaultRootObject: 'index.html',
      defaultBehavior: this.adminBehaviour(connectTo),
      additionalBehaviors: {
        '/widgets/*': this.widgetBehaviour(),
        ...this.recommendationBehaviours(api),
        '/api/*': apiBehaviour(api),
        '/v1/*': apiBehaviour(api),
      },
      enableLogging: true,
      logBucket,
      logFilePrefix: 'cloudfront/',
      priceClass: PriceClass.PRICE_CLASS_ALL,
      ...(customDomain
        ? {
            domainNames: [customDomain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', customDomain.certificateArn),
          }
        : {}),
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Shops and their visitors are anywhere.',
      'AwsSolutions-CFR2':
        'The API throttles per company and as a whole; a firewall is each operator’s choice and cost.',
      'AwsSolutions-CFR4':
        'Without a domain of its own a distribution has CloudFront’s certificate, whose TLS is fixed.',
    });
    return distribution;
  }

  private adminBehaviour(connectTo: readonly string[]): BehaviorOptions {
    const fallback = new EdgeFunction(this, 'SpaFallback', {
      code: FunctionCode.fromInline(spaFallbackCode),
      runtime: FunctionRuntime.JS_2_0,
      comment: 'Answers the addresses of the admin app with its index.html',
    });
    return {
      ...staticBehaviour(S3BucketOrigin.withOriginAccessControl(this.bucket)),
      responseHeadersPolicy: adminHeadersPolicy(this, connectTo),
      functionAssociations: [{ function: fallback, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }

  /** Shop pages of any origin load the widgets. */
  private widgetBehaviour(): BehaviorOptions {
    return {
      ...staticBehaviour(S3BucketOrigin.withOriginAccessControl(this.bucket)),
      responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_AND_SECURITY_HEADERS,
    };
  }

  private recommendationBehaviours(origin: HttpOrigin): Record<string, BehaviorOptions> {
    const behaviour: BehaviorOptions = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      cachePolicy: recommendationCachePolicy(this),
      originRequestPolicy: preflightRequestPolicy(this),
    };
    return {
      '/api/products/*/recommendations': behaviour,
      '/api/products/*/recommendations/*': behaviour,
    };
  }
}

const staticBehaviour = (origin: BehaviorOptions['origin']): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  compress: true,
});

const apiBehaviour = (origin: HttpOrigin): BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
});

/** @throws an Error that says which command builds the folder. */
export const builtWebFolder = (folder: string): string => {
  if (!existsSync(folder)) throw new Error(`No web build in ${folder}: run "npm run build:web" first.`);
  return folder;
};

/** Host of the sign-in pages and of the token issuer, for the content security policy. */
export const signInHosts = (scope: Construct, signInDomain: string): string[] => {
  const { region } = Stack.of(scope);
  return [`https://cognito-idp.${region}.amazonaws.com`, `https://${signInDomain}.auth.${region}.amazoncognito.com`];
};
