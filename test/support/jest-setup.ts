import 'aws-sdk-client-mock-jest';

jest.setTimeout(30_000);

/** Handler modules bind their runtime dependencies on import, as they do in Lambda; nothing here is reachable. */
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  STAGE: 'test',
  SERVICE_VERSION: '0.0.0-test',
  TABLE_NAME: 'test-table',
  EVENT_STREAM_NAME: 'test-events',
  ARCHIVE_BUCKET_NAME: 'test-archive',
  ARTIFACT_BUCKET_NAME: 'test-artifacts',
  IMPORT_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:test-import',
  PRIVACY_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:test-privacy',
  RETRAIN_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:test-retrain',
  BEDROCK_MODEL_ID: 'test-model',
  TRAINERS: 'built-in,athena,personalize',
  TRAINING_MEMORY_MB: '10240',
  ATHENA_WORK_GROUP: 'test-work-group',
  ATHENA_DATABASE: 'test_database',
  PERSONALIZE_ROLE_ARN: 'arn:aws:iam::000000000000:role/test-personalize',
  PERSONALIZE_ARN_PREFIX: 'arn:aws:personalize:us-east-1:000000000000',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_METRICS_NAMESPACE: 'SmartUpsell',
  POWERTOOLS_DEV: 'false',
  LOG_LEVEL: 'ERROR',
  RATE_LIMIT_PER_SECOND: '1000',
  RATE_LIMIT_BURST: '1000',
  DEFAULT_PLAN: 'none',
});
