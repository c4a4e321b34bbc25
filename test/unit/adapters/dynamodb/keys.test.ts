import fc from 'fast-check';
import { indexKeys, keys, settingsPrefix } from '#adapters/dynamodb/keys';
import { externalId, companyId as idOfCompany } from '#contracts/scalars';

type Arguments<B> = { readonly [Name in keyof B]: B[Name] extends (...args: infer A) => unknown ? A : never };

const company = fc.oneof(
  fc.constantFrom('abc', 'abc-p', 'p-x', 'health', 'companies'),
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{2,12}$/),
);
/** Ids that the contracts allow, the ones that look like parts of a key among them. */
const id = fc.oneof(
  fc.constantFrom('P', 'CARD', 'ROW', 'ORDERS', 'C', 'STATE', 'SETTINGS', '00', 'popular', 'FLAGS'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => externalId.safeParse(text).success),
);
const entryId = fc.stringMatching(/^[0-9a-f]{32}$/);
const keyId = fc.stringMatching(/^[A-Za-z0-9]{8,12}$/);
const hash = fc.stringMatching(/^[0-9a-f]{16}$/);
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const day = instant.map((text) => text.slice(0, 10));
const text = fc.string({ maxLength: 20 });

/** Arguments of every builder; a builder that is missing here does not compile. */
const argumentsOf: { [N in keyof typeof keys]: fc.Arbitrary<Arguments<typeof keys>[N]> } = {
  health: fc.tuple(),
  company: fc.tuple(company),
  recommendationConfig: fc.tuple(company),
  flags: fc.tuple(company),
  attributionSettings: fc.tuple(company),
  trainingConfig: fc.tuple(company),
  pricingSettings: fc.tuple(company),
  segmentConfig: fc.tuple(company),
  holdOutSettings: fc.tuple(company),
  companyPlan: fc.tuple(company),
  usageMark: fc.tuple(company),
  revenueStatement: fc.tuple(company, day),
  liveModel: fc.tuple(company),
  publishableKey: fc.tuple(company, keyId),
  secretKey: fc.tuple(company, keyId),
  membership: fc.tuple(company, id),
  revision: fc.tuple(company, fc.constantFrom('FLAGS', 'RECOMMENDATION_CONFIG'), fc.nat(1e6)),
  idempotency: fc.tuple(
    fc.oneof(
      company,
      id.map((user) => `person:${user}`),
    ),
    keyId,
    text,
  ),
  model: fc.tuple(company, id),
  trainingRun: fc.tuple(company),
  importJob: fc.tuple(company, keyId),
  orderMonth: fc.tuple(
    company,
    day.map((date) => date.slice(0, 7)),
  ),
  product: fc.tuple(company, id),
  bulkDiscount: fc.tuple(company, id),
  subscriptionConfig: fc.tuple(company, id),
  productForecast: fc.tuple(company, id),
  recommendationRow: fc.tuple(company, id, id),
  popularityList: fc.tuple(company, id, fc.constantFrom('popular', 'trending'), text),
  learnedBlend: fc.tuple(company, id),
  order: fc.tuple(company, id),
  customer: fc.tuple(company, id),
  customerHistory: fc.tuple(company, id),
  customerPurchases: fc.tuple(company, id),
  session: fc.tuple(company, id),
  targetingRule: fc.tuple(company, keyId),
  ruleUsage: fc.tuple(company, keyId),
  ruleDay: fc.tuple(company, keyId, day, id, fc.integer({ min: 0, max: 99 })),
  experiment: fc.tuple(company, keyId),
  listExperiment: fc.tuple(company, keyId),
  experimentSums: fc.tuple(company, keyId, fc.constantFrom('session', 'customer'), fc.integer({ min: 0, max: 99 })),
  sessionOutcomes: fc.tuple(company, id),
  customerOutcomes: fc.tuple(company, id),
  sessionHoldOut: fc.tuple(company, id),
  holdOutWeek: fc.tuple(company, day, fc.integer({ min: 0, max: 99 })),
  sessionOffers: fc.tuple(company, id),
  customerOffers: fc.tuple(company, id),
  offerImpression: fc.tuple(company, id, hash),
  cart: fc.tuple(company, id),
  dailyCounters: fc.tuple(company, day, fc.integer({ min: 0, max: 99 })),
  rollUp: fc.tuple(company, day, fc.nat(99), fc.constantFrom('EVENTS#ALL', 'ORDERS#ALL', 'EVENTS#RULE3')),
  reconciliation: fc.tuple(company, day),
  sessionTouches: fc.tuple(company, id),
  customerTouches: fc.tuple(company, id),
  orderCredit: fc.tuple(company, id),
  optimiserSettings: fc.tuple(company),
  optimiserState: fc.tuple(company),
  optimiserStep: fc.tuple(company, fc.constantFrom('hybrid', 'also-bought'), day, fc.nat(1e5)),
  openProductActivity: fc.tuple(company, fc.integer({ min: 0, max: 99 })),
  sealedProductActivity: fc.tuple(
    company,
    fc.integer({ min: 0, max: 99 }),
    instant,
    fc.nat(1e6).map((version) => `00#${version}`),
  ),
  liveSignals: fc.tuple(company, fc.integer({ min: 0, max: 99 }), fc.constantFrom('FRESH', 'SETTLED')),
  quarantined: fc.tuple(company, entryId),
  enrichment: fc.tuple(company, hash),
  privacyState: fc.tuple(company),
  privacyJob: fc.tuple(company, keyId),
  erasedPerson: fc.tuple(company, hash),
  erasedDay: fc.tuple(company, day),
};

const indexArgumentsOf: { [N in keyof typeof indexKeys]: fc.Arbitrary<Arguments<typeof indexKeys>[N]> } = {
  companies: fc.tuple(company),
  membershipsOfUser: fc.tuple(id, company),
  products: fc.tuple(company, id),
  discountedProducts: fc.tuple(company, id),
  subscribableProducts: fc.tuple(company, id),
  customers: fc.tuple(company, id),
  orders: fc.tuple(company, instant, id),
  enabledRules: fc.tuple(company, keyId),
  runningExperiments: fc.tuple(company, keyId),
  impressionsOfRule: fc.tuple(company, keyId, fc.integer({ min: 0, max: 99 }), instant, hash),
  quarantine: fc.tuple(company, instant, entryId),
  ordersOfCustomer: fc.tuple(company, id, instant, id),
  cartsOfShopper: fc.tuple(company, fc.constantFrom('U', 'S'), id, id),
};

interface Built {
  readonly builder: string;
  readonly args: readonly unknown[];
  readonly key: Readonly<Record<string, string>>;
}

/** Any item's key, together with how it was built. */
const built = (builders: object, args: Readonly<Record<string, fc.Arbitrary<readonly unknown[]>>>) =>
  fc.oneof(
    ...Object.entries(args).map(([builder, arbitrary]) =>
      arbitrary.map((given): Built => {
        const build = (builders as Record<string, (...all: unknown[]) => Record<string, string>>)[builder];
        return { builder, args: given, key: build?.(...given) ?? {} };
      }),
    ),
  );

const anyKey = built(keys, argumentsOf);
const anyIndexKey = built(indexKeys, indexArgumentsOf);
const runs = { numRuns: 1_000 };

/** Pairs that share ids as often as possible, since those are the ones that could meet. */
const pairOf = (one: fc.Arbitrary<Built>) => fc.tuple(one, one);

describe('keys of the table', () => {
  it('never meet: another item type or other ids give another key', () => {
    fc.assert(
      fc.property(pairOf(anyKey), ([a, b]) => {
        const isSameItem = a.builder === b.builder && JSON.stringify(a.args) === JSON.stringify(b.args);
        expect(JSON.stringify(a.key) === JSON.stringify(b.key)).toBe(isSameItem);
      }),
      runs,
    );
  });

  it('never meet for the same ids in different item types', () => {
    const names = (Object.keys(keys) as (keyof typeof keys)[]).filter((name) => name !== 'health');
    fc.assert(
      fc.property(company, id, id, (companyId, first, second) => {
        const texts = names.map((name) => {
          const build = keys[name] as (...args: unknown[]) => object;
          return JSON.stringify(build(companyId, first, second, ''));
        });
        expect(new Set(texts).size).toBe(names.length);
      }),
      runs,
    );
  });

  it('begin with the company, which no id can imitate', () => {
    fc.assert(
      fc.property(anyKey, ({ builder, args, key }) => {
        fc.pre(builder !== 'health');
        expect(key.pk?.split('#').slice(0, 2)).toEqual(['C', args[0]]);
      }),
      runs,
    );
    expect(idOfCompany.safeParse('a#b').success).toBe(false);
    expect(keys.health().pk.startsWith('C#')).toBe(false);
  });

  it('lie under the settings prefix for what every request of a company needs, and for nothing else', () => {
    const underPrefix = [
      'company',
      'recommendationConfig',
      'flags',
      'trainingConfig',
      'pricingSettings',
      'segmentConfig',
      'holdOutSettings',
      'listExperiment',
      'attributionSettings',
      'companyPlan',
      'usageMark',
      'optimiserSettings',
      'optimiserState',
      'liveModel',
      'publishableKey',
    ];
    fc.assert(
      fc.property(anyKey, ({ builder, args, key }) => {
        const isRead = key.pk === `C#${args[0]}` && key.sk?.startsWith(settingsPrefix);
        expect(Boolean(isRead)).toBe(underPrefix.includes(builder));
      }),
      runs,
    );
  });

  it('sort revisions by version', () => {
    fc.assert(
      fc.property(fc.nat(1e8), fc.nat(1e8), (a, b) => {
        const [first, second] = [a, b].map((version) => keys.revision('abc', 'FLAGS', version).sk);
        expect((first ?? '') < (second ?? '')).toBe(a < b);
      }),
    );
  });
});

describe('keys of the indexes', () => {
  it('never meet: each list holds one kind of item of one owner', () => {
    fc.assert(
      fc.property(pairOf(anyIndexKey), ([a, b]) => {
        const isSameEntry = a.builder === b.builder && JSON.stringify(a.args) === JSON.stringify(b.args);
        expect(JSON.stringify(a.key) === JSON.stringify(b.key)).toBe(isSameEntry);
        const partition = ({ key }: Built) => `${key.gsi1pk}|${key.gsi2pk}`;
        if (a.builder !== b.builder) expect(partition(a)).not.toBe(partition(b));
      }),
      runs,
    );
  });

  it('begin with the company, but for the two lists that are not about one', () => {
    fc.assert(
      fc.property(anyIndexKey, ({ builder, args, key }) => {
        fc.pre(builder !== 'companies' && builder !== 'membershipsOfUser');
        expect((key.gsi1pk ?? key.gsi2pk)?.split('#').slice(0, 2)).toEqual(['C', args[0]]);
      }),
      runs,
    );
  });
});
