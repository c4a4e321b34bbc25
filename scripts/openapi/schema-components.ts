import * as z from 'zod';
import * as analytics from '#contracts/api/analytics';
import * as apiKeys from '#contracts/api/api-keys';
import * as attribution from '#contracts/api/attribution';
import * as carts from '#contracts/api/carts';
import * as catalog from '#contracts/api/catalog';
import * as companies from '#contracts/api/companies';
import * as counterfactual from '#contracts/api/counterfactual';
import * as customers from '#contracts/api/customers';
import * as events from '#contracts/api/events';
import * as flags from '#contracts/api/flags';
import * as health from '#contracts/api/health';
import * as holdOut from '#contracts/api/hold-out';
import * as imports from '#contracts/api/imports';
import * as live from '#contracts/api/live';
import * as models from '#contracts/api/models';
import * as orders from '#contracts/api/orders';
import * as recommendationConfig from '#contracts/api/recommendation-config';
import * as recommendations from '#contracts/api/recommendations';
import * as segments from '#contracts/api/segments';
import * as storeReports from '#contracts/api/store-reports';
import * as training from '#contracts/api/training';
import * as upsell from '#contracts/api/upsell';
import * as upsellImpressions from '#contracts/api/upsell-impressions';
import * as upsellRules from '#contracts/api/upsell-rules';
import * as usage from '#contracts/api/usage';
import * as problems from '#contracts/problem';
import * as conditions from '#contracts/rules/condition-schema';
import * as ruleOffers from '#contracts/rules/offer-schema';
import { componentExamples } from '#scripts/openapi/component-examples';

export type JsonSchema = { [key: string]: unknown };

const modules = [
  analytics,
  apiKeys,
  attribution,
  carts,
  catalog,
  companies,
  counterfactual,
  customers,
  events,
  flags,
  health,
  holdOut,
  imports,
  live,
  models,
  orders,
  recommendationConfig,
  recommendations,
  segments,
  storeReports,
  training,
  upsell,
  upsellImpressions,
  upsellRules,
  usage,
  problems,
  conditions,
  ruleOffers,
];

/** `productInput` → `ProductInput`, `companySchema` → `Company`. */
const componentName = (exportName: string): string =>
  exportName.charAt(0).toUpperCase() + exportName.slice(1).replace(/Schema$/, '');

/** Every schema that a contract file exports becomes a component of the document. */
export const namedSchemas: ReadonlyMap<string, z.ZodType> = new Map(
  modules
    .flatMap((module) => Object.entries<unknown>(module))
    .filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType)
    .map(([name, schema]) => [componentName(name), schema]),
);

// Descriptions are kept in the same registry, so the names join them there.
for (const [id, schema] of namedSchemas) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });

/**
 * Schemas as JSON Schema 2020-12, with named ones as references to components.
 * What a request may leave out and an answer always has (a default) differs: then the request's has `Body` in its name.
 */
export class SchemaComponents {
  private readonly components = new Map<string, JsonSchema>();

  /** Schema of what is sent to the API, when `io` is `input`, or answered by it. */
  convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const json = z.toJSONSchema(z.object({ wrapped: schema }), {
      io,
      unrepresentable: 'any',
    }) as JsonSchema;
    const definitions = (json.$defs ?? {}) as Record<string, JsonSchema>;
    const names = new Map(Object.entries(definitions).map(([id, body]) => [id, this.nameFor(id, body, io)]));
    for (const [id, body] of Object.entries(definitions)) this.add(names.get(id) ?? id, rewrite(body, names));
    return rewrite((json.properties as Record<string, JsonSchema>).wrapped ?? {}, names);
  }

  /** All components by name. */
  sorted(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private nameFor(id: string, body: JsonSchema, io: 'input' | 'output'): string {
    const known = this.components.get(id);
    const isSame = known === undefined || JSON.stringify(known) === JSON.stringify(withExamples(id, rewrite(body)));
    return isSame || io === 'output' ? id : `${id}Body`;
  }

  private add(name: string, body: JsonSchema) {
    this.components.set(name, withExamples(name, body));
  }
}

const withExamples = (name: string, body: JsonSchema): JsonSchema => {
  const example = componentExamples[name.replace(/Body$/, '')];
  return example === undefined ? body : { ...body, examples: [example] };
};

const itemsNote = /^Items of (\w+)$/;

/** Points references at the components, and the items of batches, which are judged one by one, at what they should be. */
const rewrite = (value: JsonSchema, names = new Map<string, string>()): JsonSchema => {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).filter(([key]) => key !== 'id' || typeof Reflect.get(node, key) !== 'string');
    const copy = Object.fromEntries(entries.map(([key, child]) => [key, walk(child)]));
    return withItems(withReference(withoutPatternOfFormat(copy), names));
  };
  return walk(value) as JsonSchema;
};

/** A format says it; zod's expression for the same would only be noise. */
const withoutPatternOfFormat = ({ pattern, ...rest }: JsonSchema): JsonSchema =>
  pattern === undefined || rest.format !== undefined ? rest : { pattern, ...rest };

const withReference = (node: JsonSchema, names: Map<string, string>): JsonSchema => {
  if (typeof node.$ref !== 'string') return node;
  const id = node.$ref.split('/').at(-1) ?? '';
  return { ...node, $ref: `#/components/schemas/${names.get(id) ?? id}` };
};

const withItems = (node: JsonSchema): JsonSchema => {
  const name = typeof node.description === 'string' ? itemsNote.exec(node.description)?.[1] : undefined;
  return name ? { ...node, items: { $ref: `#/components/schemas/${name}` } } : node;
};
