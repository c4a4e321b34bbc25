import * as z from 'zod';
import { declaredSchema } from '#contracts/rules/declared-schema';
import { offerDeclarations, type RuleOffer } from '#core/rules/offer-declarations';

const { BUNDLE, ...others } = offerDeclarations;

/** Each kind of discount needs arguments of its own. */
const bundle = declaredSchema(BUNDLE).superRefine((given, context) => {
  const value: Record<string, unknown> = given;
  const needed = value.discountType === 'PERCENTAGE' ? (['percentOff'] as const) : (['amount', 'currency'] as const);
  for (const name of needed) {
    if (value[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: `is needed for ${value.discountType}` });
  }
});

/** What a rule offers, by its type. */
export const ruleOffer: z.ZodType<RuleOffer, RuleOffer> = z.discriminatedUnion('type', [
  bundle,
  ...Object.values(others).map(declaredSchema),
]) as z.ZodType as z.ZodType<RuleOffer, RuleOffer>;
