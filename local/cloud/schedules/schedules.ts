import { randomUUID } from 'node:crypto';
import type { Functions } from '#local/cloud/functions/functions';
import type { StateMachines } from '#local/cloud/step-functions/state-machines';
import type { Resource } from '#local/cloud/template/assembly';
import { type Json, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type ScheduleTarget = { readonly arn: string; readonly input: string };

/** The targets of an EventBridge Scheduler schedule or of an EventBridge rule. */
export const scheduleTargets = (resource: Resource, resolver: Resolver): ScheduleTarget[] => {
  const properties = resolver.properties(resource);
  const isSchedule = resource.type === 'AWS::Scheduler::Schedule';
  const targets = isSchedule ? [objectAt(properties, 'Target')] : listAt(properties, 'Targets');
  return targets.map((target) => ({ arn: textAt(target, 'Arn') ?? '', input: textAt(target, 'Input') ?? '{}' }));
};

type Dependencies = {
  readonly resolver: Resolver;
  readonly functions: Functions;
  readonly machines: StateMachines;
  readonly now: () => Date;
};

/** Runs the targets of a schedule as if its time had come; returns what they answered. @throws if unknown. */
export const triggerSchedule = async (name: string, deps: Dependencies): Promise<Json> => {
  const resource = deps.resolver.find(name, 'AWS::Scheduler::Schedule', 'AWS::Events::Rule');
  if (resource === undefined) throw new Error(`The template has no schedule "${name}".`);
  const arn = deps.resolver.attribute(resource, 'Arn');
  const targets = scheduleTargets(resource, deps.resolver);
  return Promise.all(targets.map((target) => runTarget(target, arn, deps)));
};

const runTarget = async (target: ScheduleTarget, scheduleArn: string, deps: Dependencies): Promise<Json> => {
  const input: Json = JSON.parse(withContext(target.input, scheduleArn, deps.now()));
  if (target.arn.startsWith('arn:aws:states:')) return started(await deps.machines.start(target.arn, input));
  if (target.arn === 'arn:aws:scheduler:::aws-sdk:sfn:startExecution') {
    const document: Json = JSON.parse(textAt(input, 'Input') ?? '{}');
    return started(await deps.machines.start(textAt(input, 'StateMachineArn') ?? '', document, textAt(input, 'Name')));
  }
  if (!target.arn.startsWith('arn:aws:lambda:')) throw new Error(`The local cloud does not trigger ${target.arn}.`);
  const result = await deps.functions.invoke(target.arn, JSON.stringify(input));
  if (!result.ok) throw new Error(`${target.arn} failed: ${result.error.errorMessage}`);
  return JSON.parse(result.payload);
};

const started = ({ executionArn }: { executionArn: string }): Json => ({ executionArn });

/** EventBridge Scheduler replaces these words in the input. */
const withContext = (input: string, scheduleArn: string, now: Date): string =>
  input
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', now.toISOString())
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
