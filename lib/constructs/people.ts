import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StageSettings } from '#lib/config/stages';
import { acknowledge } from '#lib/constructs/acknowledge';

/** The people who work in the admin app: user pool, sign-in pages and the app's public client (PKCE, no secret). */
export class People extends Construct {
  readonly pool: UserPool;
  readonly spaClient: UserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    this.pool = this.addPool(settings);
    this.domain = this.pool.addDomain('SignIn', {
      // Domain prefixes are unique in a region over all accounts.
      cognitoDomain: { domainPrefix: `smart-upsell-${settings.stage}-${Aws.ACCOUNT_ID}` },
    });
    this.spaClient = this.addSpaClient(settings.adminOrigins);
  }

  /** The `iss` of the tokens. */
  get issuer(): string {
    return this.pool.userPoolProviderUrl;
  }

  private addPool({ protectData }: StageSettings): UserPool {
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      deletionProtection: protectData,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(pool, {
      'AwsSolutions-COG2':
        'A second factor is offered to everybody; forcing it on shop staff is the merchant’s choice.',
      'AwsSolutions-COG3': 'Threat protection needs the Plus plan, billed per user; operators may switch it on.',
      'AwsSolutions-COG8': 'The Essentials plan has all that the app uses; Plus is billed per user.',
    });
    return pool;
  }

  private addSpaClient(adminOrigins: readonly string[]): UserPoolClient {
    return this.pool.addClient('Spa', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      authFlows: { userSrp: true },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      enableTokenRevocation: true,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: adminOrigins.map((origin) => `${origin}/auth/callback`),
        logoutUrls: adminOrigins.map((origin) => `${origin}/`),
      },
    });
  }
}
