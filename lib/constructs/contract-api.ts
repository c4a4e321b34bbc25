import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AppContext } from '#lib/config/app-context';
import type { People } from '#lib/constructs/people';

const allowHeaders = [
  'authorization',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'x-publishable-key',
  'x-retry-count',
];
const exposeHeaders = [
  'etag',
  'location',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'x-request-id',
];

const accessLogLine = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  responseBytes: '$context.responseLength',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};

/** The HTTP API without its routes: CORS for shop pages of any origin, throttle, access logs, JWT authorizer. */
export class ContractApi extends Construct {
  readonly api: HttpApi;
  readonly authorizer: HttpAuthorizer;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, app: AppContext, people: People) {
    super(scope, id);
    this.api = this.addApi(app);
    this.stage = this.addStage(app);
    this.authorizer = new HttpAuthorizer(this, 'SignedIn', {
      httpApi: this.api,
      type: HttpAuthorizerType.JWT,
      identitySource: ['$request.header.Authorization'],
      jwtIssuer: people.issuer,
      jwtAudience: [people.spaClient.userPoolClientId],
    });
  }

  private addApi({ settings }: AppContext): HttpApi {
    const { GET, POST, PUT, DELETE, OPTIONS, HEAD } = CorsHttpMethod;
    return new HttpApi(this, 'Api', {
      apiName: `smart-upsell-${settings.stage}`,
      description: 'Smart Upsell: upsells and recommendations for online stores',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [GET, HEAD, POST, PUT, DELETE, OPTIONS],
        allowHeaders,
        exposeHeaders,
        maxAge: Duration.days(1),
      },
    });
  }

  private addStage({ settings }: AppContext): HttpStage {
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/smart-upsell/${settings.stage}/api-access`,
      retention: settings.logRetentionDays,
      removalPolicy: settings.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: settings.apiThrottle.perSecond, burstLimit: settings.apiThrottle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    });
  }
}
