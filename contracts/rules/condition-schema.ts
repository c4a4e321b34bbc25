import * as z from 'zod';
import { declaredSchema } from '#contracts/rules/declared-schema';
import { leavesOf } from '#core/rules/check-condition';
import { type Condition, conditionDeclarations, mostConditions } from '#core/rules/condition-declarations';

type AnyOf = readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]];

const [firstLeaf, ...otherLeaves] = Object.values(conditionDeclarations).map(declaredSchema);

const groupsOf = (part: z.ZodType) =>
  [
    z
      .strictObject({ type: z.literal('all'), conditions: z.array(part).max(20) })
      .describe('Holds when all of its parts do; without parts it always holds'),
    z
      .strictObject({ type: z.literal('any'), conditions: z.array(part).min(1).max(20) })
      .describe('Holds when at least one of its parts does'),
    z.strictObject({ type: z.literal('not'), condition: part }).describe('Holds when its part does not'),
  ] as const;

/** One condition that is no group. */
export const conditionLeaf = z.discriminatedUnion('type', [firstLeaf!, ...otherLeaves] as AnyOf);

/** Groups of conditions. Written out level by level, so that no request can nest deeper than a rule may. */
export const conditionDepthOne = z.discriminatedUnion('type', [conditionLeaf, ...groupsOf(conditionLeaf)]);
export const conditionDepthTwo = z.discriminatedUnion('type', [conditionLeaf, ...groupsOf(conditionDepthOne)]);

/** What must hold for a rule to make its offer; groups lie at most three deep in each other. */
export const ruleCondition: z.ZodType<Condition, Condition> = z
  .discriminatedUnion('type', [conditionLeaf, ...groupsOf(conditionDepthTwo)])
  .refine((condition) => leavesOf(condition as Condition).length <= mostConditions, {
    message: `holds more than ${mostConditions} conditions`,
  }) as z.ZodType as z.ZodType<Condition, Condition>;
