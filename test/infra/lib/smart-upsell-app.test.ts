import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StageName, stageSettings } from '#lib/config/stages';
import { SolutionsChecks } from '#lib/constructs/acknowledge';
import type { SmartUpsellStacks } from '#lib/smart-upsell-app';
import { resourcesOf, synthesizedApp, withSchemaCheck } from '#test/infra/support/synthesized-app';

const mostResources = 400;

/** With all that a stage may switch on, so that it is checked as well. */
const apps = (['prod', 'local'] as const).map((stage) => {
  const synthesized = synthesizedApp(stage, { trainers: ['athena', 'personalize'] });
  const names = Object.keys(synthesized.stacks) as (keyof SmartUpsellStacks)[];
  const resources = new Map(names.map((name) => [name, resourcesOf(synthesized.template(name))]));
  return { stage, cdkApp: synthesized.cdkApp, resources };
});

it('writes templates that fit the CloudFormation schemas', () => {
  withSchemaCheck(true);
  const directory = apps[0]?.cdkApp.synth({ force: true }).directory ?? '';
  withSchemaCheck(false);
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  expect(report.pluginReports).toEqual([]);
}, 120_000);

describe.each(apps)('stage $stage', ({ cdkApp, resources }) => {
  it.each([...resources])(
    'leaves stack %s far below the 500 resources that CloudFormation allows',
    (_name, members) => {
      expect(members.length).toBeGreaterThan(0);
      expect(members.length).toBeLessThanOrEqual(mostResources);
    },
  );

  it('has no cdk-nag finding that nobody gave a reason for', () => {
    expect(new SolutionsChecks(cdkApp).validateScope(cdkApp).violations).toEqual([]);
  });
});

it('has the same resources in every stage: only settings differ', () => {
  const [prod, local] = apps.map(({ resources }) =>
    [...resources].flatMap(([name, members]) => members.map(({ type }) => `${name} ${type}`)),
  );
  expect(local).toEqual(prod);
});

const stages: StageName[] = ['dev', 'staging', 'prod', 'local'];

describe('settings', () => {
  it('of an unknown stage are refused with the known ones', () => {
    expect(() => stageSettings('production')).toThrow(
      'Unknown stage "production": use one of dev, staging, prod, local.',
    );
  });

  it('that are wrong are named', () => {
    expect(() => stageSettings('prod', { adminOrigins: ['https://admin.example/path'] })).toThrow(
      /Settings of stage "prod" are wrong:[\s\S]*is an origin[\s\S]*adminOrigins/,
    );
    expect(() => stageSettings('prod', { account: '12' })).toThrow(/is 12 digits/);
  });

  it('with a domain of its own let people sign in there', () => {
    const customDomain = {
      name: 'admin.shop.example',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/c',
    };
    expect(stageSettings('prod', { customDomain }).adminOrigins[0]).toBe('https://admin.shop.example');
  });

  it.each(stages)('of %s are whole', (stage) => {
    expect(stageSettings(stage).stage).toBe(stage);
  });
});
