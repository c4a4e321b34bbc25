/** What the stage tells the app at start; written beside the built files when they are deployed. */
export interface AppConfig {
  /** Origin of the API; empty for the page's own. */
  readonly apiBaseUrl: string;
  readonly oidcIssuer: string;
  readonly oidcClientId: string;
  readonly stage: string;
}

const isConfig = (value: unknown): value is AppConfig =>
  typeof value === 'object' && value !== null && 'oidcIssuer' in value && 'oidcClientId' in value;

/** @throws Error when the file is missing or is not a configuration. */
export const loadConfig = async (): Promise<AppConfig> => {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json answered ${response.status}`);
  const config: unknown = await response.json();
  if (!isConfig(config)) throw new Error('config.json names no sign-in service');
  return { ...config, apiBaseUrl: (config.apiBaseUrl ?? '').replace(/\/$/, ''), stage: config.stage ?? '' };
};
