import type { Config } from 'jest';

/** Packages that ship ESM only and therefore go through the transformer. */
const esmOnly = ['@middy', 'jose', 'lru-cache', 'oidc-client-ts', 'cdk-nag'].join('|');

const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript', tsx: true, dynamicImport: true } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  moduleNameMapper: {
    '^@middy/([^/]+)$': '<rootDir>/node_modules/@middy/$1/index.js',
  },
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-setup.ts'],
};

type Project = Exclude<NonNullable<Config['projects']>[number], string>;

const project = (displayName: string, folder: string): Project => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/test/${folder}/**/*.test.{ts,tsx}`],
});

const config: Config = {
  projects: [
    project('unit', 'unit'),
    project('infra', 'infra'),
    project('contract', 'contract'),
    project('integration', 'integration'),
    project('e2e', 'e2e'),
  ],
};

export default config;
