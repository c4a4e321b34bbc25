import 'aws-sdk-client-mock-jest';

jest.setTimeout(30_000);

/**
 * Handler modules read their environment when they are loaded, as in Lambda. Nothing here leads anywhere:
 * tests hand their own dependencies to `makeHandler`.
 */
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  STAGE: 'test',
  SERVICE_VERSION: 'test',
  TABLE_NAME: 'test',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_METRICS_NAMESPACE: 'SmartUpsell',
  LOG_LEVEL: 'ERROR',
  RATE_LIMIT_PER_SECOND: '50',
  RATE_LIMIT_BURST: '100',
  EVENT_STREAM_NAME: 'test-events',
  ARCHIVE_BUCKET_NAME: 'test-archive',
  ARTIFACT_BUCKET_NAME: 'test-artifacts',
  IMPORT_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:test-import',
  RETRAIN_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:test-retrain',
  BEDROCK_MODEL_ID: 'test-model',
});
