import { resourceAt, resourcesOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const prod = synthesizedApp('prod').template('data');
const dev = synthesizedApp('dev').template('data');

describe('the table', () => {
  const [table] = resourcesOf(prod, 'AWS::DynamoDB::Table');

  it('is the only one, outlives its stack and can be restored to any second', () => {
    expect(resourcesOf(prod, 'AWS::DynamoDB::Table')).toHaveLength(1);
    expect(table?.deletionPolicy).toBe('Retain');
    expect(table?.properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  it('is protected against deletion where real data lives, and not where developers start over', () => {
    expect(table?.properties.DeletionProtectionEnabled).toBe(true);
    expect(resourcesOf(dev, 'AWS::DynamoDB::Table')[0]?.properties.DeletionProtectionEnabled).toBe(false);
  });

  it('expires items, streams both images, is billed on demand and encrypted', () => {
    expect(table?.properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
    });
  });

  it('has the keys and the two full indexes that the stores use', () => {
    const keys = (pk: string, sk: string) => [
      { AttributeName: pk, KeyType: 'HASH' },
      { AttributeName: sk, KeyType: 'RANGE' },
    ];
    expect(table?.properties.KeySchema).toEqual(keys('pk', 'sk'));
    expect(table?.properties.GlobalSecondaryIndexes).toEqual([
      { IndexName: 'gsi1', KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'gsi2', KeySchema: keys('gsi2pk', 'gsi2sk'), Projection: { ProjectionType: 'ALL' } },
    ]);
  });
});

describe('the event stream', () => {
  it('scales by itself, is encrypted and keeps events for at least a day', () => {
    const [stream] = resourcesOf(prod, 'AWS::Kinesis::Stream');
    expect(stream?.properties.StreamModeDetails).toEqual({ StreamMode: 'ON_DEMAND' });
    expect(stream?.properties.StreamEncryption).toMatchObject({ EncryptionType: 'KMS' });
    expect(stream?.properties.RetentionPeriodHours).toBeGreaterThanOrEqual(24);
  });
});

describe('the buckets', () => {
  const buckets = resourcesOf(prod, 'AWS::S3::Bucket');

  it('are closed to the public, outlive their stack and refuse plain HTTP', () => {
    const refusing = resourcesOf(prod, 'AWS::S3::BucketPolicy').filter(({ properties }) =>
      JSON.stringify(properties.PolicyDocument).includes('"aws:SecureTransport":"false"'),
    );
    expect(refusing).toHaveLength(buckets.length);
    for (const { properties, deletionPolicy } of buckets) {
      expect(deletionPolicy).toBe('Retain');
      expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    }
  });

  it('let uploads and working files expire, and keep what live models need', () => {
    const rules = resourceAt(prod, 'AWS::S3::Bucket', '/Artifacts/').properties.LifecycleConfiguration.Rules;
    const expiring = rules.filter((rule: { ExpirationInDays?: number }) => rule.ExpirationInDays);
    expect(expiring.map((rule: { Prefix: string }) => rule.Prefix)).toEqual([
      'uploads/',
      'imports/',
      'runs/',
      'privacy/',
    ]);
  });

  it('move raw events to cheaper storage before they expire', () => {
    const [rule] = resourceAt(prod, 'AWS::S3::Bucket', '/Archive/').properties.LifecycleConfiguration.Rules;
    expect(rule).toMatchObject({ Prefix: 'events/', Transitions: [{ StorageClass: 'STANDARD_IA' }] });
    expect(rule.ExpirationInDays).toBeGreaterThan(rule.Transitions[0].TransitionInDays);
  });

  it('take uploads only from the admin app', () => {
    const cors = resourceAt(prod, 'AWS::S3::Bucket', '/Artifacts/').properties.CorsConfiguration.CorsRules;
    expect(cors).toHaveLength(1);
    expect(cors[0]).toMatchObject({
      AllowedMethods: ['PUT'],
      AllowedOrigins: ['https://admin.smart-upsell.example'],
    });
  });
});

describe('the sign-in', () => {
  it('uses the code flow with a public client and no password flow', () => {
    const [client] = resourcesOf(prod, 'AWS::Cognito::UserPoolClient');
    expect(client?.properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      PreventUserExistenceErrors: 'ENABLED',
      CallbackURLs: ['https://admin.smart-upsell.example/auth/callback'],
    });
    expect(client?.properties.ExplicitAuthFlows).not.toContain('ALLOW_USER_PASSWORD_AUTH');
  });

  it('asks for long mixed passwords and offers a second factor', () => {
    const [pool] = resourcesOf(prod, 'AWS::Cognito::UserPool');
    expect(pool?.properties.MfaConfiguration).toBe('OPTIONAL');
    expect(pool?.properties.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireSymbols: true,
      RequireNumbers: true,
      RequireUppercase: true,
      RequireLowercase: true,
    });
  });
});
