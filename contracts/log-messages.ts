/**
 * The closed catalogue of log codes. A log line is `{code, message, …context}`: the code is stable and searched for,
 * the message is a short sentence. Metric filters and alarms read six of the messages letter for letter.
 */
export const logMessages = {
  // Letter for letter: alarms, runbooks and saved searches depend on these six.
  bulk_price_failed: 'Failed to calculate bulk price',
  upsell_failed: 'Failed to get targeted upsells',
  recommendation_failed: 'Recommendation service error',
  live_signals_failed: 'Lists are as the last training made them: what people did since could not be read',
  bulk_discount_applied: 'Bulk discount applied',
  upsell_impression_recorded: 'Upsell impression recorded',
  recommendation_clicked: 'Recommendation clicked',

  request_served: 'Request served',
  request_rejected: 'Request rejected',
  request_failed: 'Request failed',
  response_off_contract: 'Response does not match its contract',
  health_check_failed: 'Health check failed',

  events_accepted: 'Events accepted',
  events_rejected: 'Events rejected',
  events_not_written: 'Events could not be written to the stream',
  stream_record_failed: 'Stream record failed',
  stream_record_unreadable: 'Stream record is not readable and was skipped',
  stream_batch_processed: 'Stream batch processed',

  subscription_failed: 'Subscriptions could not be offered',

  figures_differ: 'Figures of a day differ from a recount',

  usage_watched: 'Usage watched',
  usage_not_watched: 'Usage of a company could not be watched',
  optimisation_not_stepped: 'The optimisation of a company could not be stepped',
  optimisation_frozen: 'An optimisation was frozen: everybody sees the list of the store',
  quota_used_up: 'Quota of a month used up',

  import_started: 'Import started',
  import_step_done: 'Import step done',
  import_failed: 'Import failed',

  privacy_job_started: 'Privacy job started',
  privacy_step_done: 'Privacy step done',
  privacy_step_failed: 'Privacy step failed',
  person_erased: 'Person erased',
  privacy_job_failed: 'Privacy job failed',

  model_run_started: 'Model run started',
  model_trainer_chosen: 'Model trainer chosen',
  model_step_done: 'Model step done',
  model_published: 'Model published',
  model_held: 'Model held',
  model_run_failed: 'Model run failed',
  nightly_runs_started: 'Nightly runs started',
  nightly_run_not_started: 'Nightly run could not be started',
  enrichment_skipped: 'Enrichment skipped',
  enrichment_failed: 'Enrichment failed; plain reasons are kept',
} as const satisfies Record<string, string>;

export type LogCode = keyof typeof logMessages;

/** Messages at ERROR level that have a metric filter and an alarm of their own. */
export const alarmedLogCodes = [
  'bulk_price_failed',
  'upsell_failed',
  'recommendation_failed',
] as const satisfies readonly LogCode[];
export type AlarmedLogCode = (typeof alarmedLogCodes)[number];
