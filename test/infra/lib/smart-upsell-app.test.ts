import { type StageName, stageSettings } from '#lib/config/stages';
import { SolutionsChecks } from '#lib/constructs/acknowledge';
import type { SmartUpsellStacks } from '#lib/smart-upsell-app';
import { resourcesOf, synthesizedApp } from '#test/infra/support/synthesized-app';

const stages: StageName[] = ['dev', 'staging', 'prod', 'local'];
const mostResources = 400;

describe.each(stages)('stage %s', (stage) => {
  const synthesized = synthesizedApp(stage);
  const names = Object.keys(synthesized.stacks) as (keyof SmartUpsellStacks)[];

  it('leaves every stack far below the 500 resources that CloudFormation allows', () => {
    for (const name of names) {
      expect([name, resourcesOf(synthesized.template(name)).length <= mostResources]).toEqual([name, true]);
    }
  });

  it('has no cdk-nag finding that nobody gave a reason for', () => {
    for (const name of names) synthesized.template(name);
    expect(new SolutionsChecks(synthesized.cdkApp).validateScope(synthesized.cdkApp).violations).toEqual([]);
  });
});

it('has the same resources in every stage: only settings differ', () => {
  const shape = (stage: StageName) => {
    const synthesized = synthesizedApp(stage);
    const names = Object.keys(synthesized.stacks) as (keyof SmartUpsellStacks)[];
    return names.flatMap((name) => resourcesOf(synthesized.template(name)).map(({ type }) => `${name} ${type}`));
  };
  expect(shape('local')).toEqual(shape('prod'));
});

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

  it.each(stages)('of %s are whole', (stage) => {
    expect(stageSettings(stage).stage).toBe(stage);
  });
});
