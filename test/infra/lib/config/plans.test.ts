import { App } from 'aws-cdk-lib';
import { overridesFromContext } from '#lib/config/read-context';
import { stageSettings } from '#lib/config/stages';
import { limitsEnvironment } from '#lib/constructs/environment';

const settingsOf = (stage: string, context: Record<string, unknown> = {}) =>
  stageSettings(stage, overridesFromContext(new App({ context }).node));

/** What functions are told. */
const told = (stage: string, context: Record<string, unknown> = {}): string => {
  const files = { projectRoot: '', bundleRoot: '', adminDist: '', widgetsDist: '' };
  return limitsEnvironment({ settings: settingsOf(stage, context), version: '1', ...files }).DEFAULT_PLAN;
};

describe('plans of a stage', () => {
  it('are off unless they are switched on: nobody is limited who deploys for themselves', () => {
    expect(['dev', 'staging', 'prod'].map((stage) => told(stage))).toEqual(['none', 'none', 'none']);
  });

  it('are on and hold nobody back in the local cloud', () => {
    expect(told('local')).toBe('enterprise');
    expect(told('local', { 'plans.enabled': 'false' })).toBe('none');
  });

  it('are switched on by context, from the command line or from cdk.json', () => {
    expect(told('prod', { 'plans.enabled': 'true' })).toBe('free');
    expect(told('prod', { 'plans.enabled': true, 'plans.default': 'starter' })).toBe('starter');
    expect(told('prod', { 'plans.default': 'starter' })).toBe('none');
  });

  it('refuse a plan that is none, and what is neither true nor false, by name', () => {
    expect(() => settingsOf('prod', { 'plans.default': 'gold' })).toThrow(/plans[\s\S]*defaultPlan/);
    expect(() => settingsOf('prod', { 'plans.enabled': 'yes' })).toThrow('plans.enabled is true or false, not "yes".');
  });
});
