/** First part of the keys in each bucket: grants and lifecycle rules go by these. */
export const objectPrefixes = {
  archive: {
    /** Raw events by company and hour. */
    events: 'events',
  },
  artifacts: {
    /** Files that merchants upload. */
    uploads: 'uploads',
    /** Chunks and reports of import jobs. */
    imports: 'imports',
    /** Working files of training runs. */
    runs: 'runs',
    /** What a model version must remember for as long as it exists. */
    models: 'models',
    /** Exports of people, and notes of exports and erasures at work. */
    privacy: 'privacy',
    /** What the newest training run found out about the store. */
    reports: 'reports',
  },
} as const;
