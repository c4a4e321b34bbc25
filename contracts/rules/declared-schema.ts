import * as z from 'zod';
import { currencyCode, externalId } from '#contracts/scalars';
import type { ArgumentSpec, ArgumentSpecs, Declared, TextMeaning } from '#core/rules/argument';

const shortText = z.string().trim().min(1).max(200);

const textSchemas: Record<TextMeaning, z.ZodString> = {
  product: externalId,
  category: shortText,
  brand: shortText,
  tag: shortText,
  segment: shortText,
  country: z.string().regex(/^[A-Z]{2}$/, 'is an ISO 3166-1 code such as DE'),
  coupon: shortText,
  text: shortText,
};

const areDistinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const list = (item: z.ZodType, least: number, most: number): z.ZodType =>
  z.array(item).min(least).max(most).refine(areDistinct, { message: 'holds something twice' });

const valueSchema = (spec: ArgumentSpec): z.ZodType => {
  switch (spec.kind) {
    case 'integer':
      return z.number().int().min(spec.min).max(spec.max);
    case 'boolean':
      return z.boolean();
    case 'currency':
      return currencyCode;
    case 'choice':
      return z.enum(spec.options);
    case 'choices':
      return list(z.enum(spec.options), 1, spec.options.length);
    case 'id':
      return externalId;
    case 'texts':
      return list(textSchemas[spec.of], spec.least, spec.most);
    case 'time-of-day':
      return z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 09:30');
  }
};

const argumentSchema = (spec: ArgumentSpec): z.ZodType => {
  const described = valueSchema(spec).describe(spec.description);
  return spec.optional ? described.optional() : described;
};

/** The schema of a condition or an offer, made from its declaration: there is no second list of its arguments. */
export const declaredSchema = ({ type, args, description, needsOneOf }: Declared<string, ArgumentSpecs>) => {
  const shape = Object.fromEntries(Object.entries(args).map(([name, spec]) => [name, argumentSchema(spec)]));
  const object = z.strictObject({ type: z.literal(type), ...shape }).describe(description);
  if (!needsOneOf) return object;
  const isGiven = (value: Record<string, unknown>) => needsOneOf.some((name) => value[name] !== undefined);
  return object.refine(isGiven, { path: [needsOneOf[0] ?? ''], message: `needs ${needsOneOf.join(' or ')}` });
};
