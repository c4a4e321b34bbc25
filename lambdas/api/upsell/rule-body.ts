import type * as z from 'zod';
import type { ruleInput, ruleSchema } from '#contracts/api/upsell-rules';
import type { RuleDraft, Schedule, TargetingRule } from '#core/rules/targeting-rule';
import { utcInstant } from '#core/time/utc-instant';

/** A rule as the API answers it. */
export const toRuleBody = (rule: TargetingRule): z.input<typeof ruleSchema> => ({ ...rule });

const utcSchedule = ({ from, until }: Schedule): Schedule => ({
  ...(from !== undefined && { from: utcInstant(from) }),
  ...(until !== undefined && { until: utcInstant(until) }),
});

/** What a merchant sent, with instants in UTC. */
export const draftFromInput = (input: z.output<typeof ruleInput>): RuleDraft => ({
  ...input,
  schedule: utcSchedule(input.schedule),
});
