/**
 * The only place where a key string is built. Every primary key starts with the company, so that no
 * query can leave it; parts are joined by `#`, which contracts forbid inside ids.
 * `docs/access-patterns.md` lists the questions these keys answer.
 */
export interface PrimaryKey {
  readonly pk: string;
  readonly sk: string;
}

const company = (companyId: string): string => `C#${companyId}`;

/** Items that every request of a company needs, read together by one query. */
export const settingsPrefix = 'SETTINGS#';

export const keys = {
  /** Read by the deep health check and never written; the one key that belongs to no company. */
  health: (): PrimaryKey => ({ pk: 'HEALTH', sk: 'HEALTH' }),
  company: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}COMPANY` }),
  recommendationConfig: (companyId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}RECOMMENDATION_CONFIG`,
  }),
  flags: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}FLAGS` }),
  trainingConfig: (companyId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}TRAINING_CONFIG`,
  }),
  segmentConfig: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}SEGMENTS` }),
  holdOutSettings: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}HOLD_OUT` }),
  pricingSettings: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}PRICING` }),
  companyPlan: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}PLAN` }),
  /** Where the company stands in its month. */
  usageMark: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}USAGE` }),
  attributionSettings: (companyId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}ATTRIBUTION`,
  }),
  /** What was stated of the sales of a month, where a share of them is owed. */
  revenueStatement: (companyId: string, month: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `REVENUE_STATEMENT#${month}`,
  }),
  liveModel: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}LIVE_MODEL` }),
  publishableKey: (companyId: string, keyId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}PUBLISHABLE_KEY#${keyId}`,
  }),
  secretKey: (companyId: string, keyId: string): PrimaryKey => ({ pk: company(companyId), sk: `SECRET_KEY#${keyId}` }),
  membership: (companyId: string, userId: string): PrimaryKey => ({ pk: company(companyId), sk: `MEMBER#${userId}` }),
  revision: (companyId: string, resource: string, version: number): PrimaryKey => ({
    pk: company(companyId),
    sk: `REVISION#${resource}#${String(version).padStart(9, '0')}`,
  }),
  /** `scope` is a company, or the person who creates one. */
  idempotency: (scope: string, operationId: string, key: string): PrimaryKey => ({
    pk: company(scope),
    sk: `IDEMPOTENCY#${operationId}#${key}`,
  }),
  model: (companyId: string, modelVersion: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `MODEL#${modelVersion}`,
  }),
  /** The lock that lets one training run of a company proceed at a time. */
  trainingRun: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: 'TRAINING_RUN' }),
  importJob: (companyId: string, importId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `IMPORT#${importId}`,
  }),
  /** Marks that a month holds orders, so that training knows where to look without a scan. */
  orderMonth: (companyId: string, month: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `ORDER_MONTH#${month}`,
  }),
  product: (companyId: string, productId: string): PrimaryKey => ({
    pk: `${company(companyId)}#P#${productId}`,
    sk: 'CARD',
  }),
  bulkDiscount: (companyId: string, productId: string): PrimaryKey => ({
    pk: `${company(companyId)}#P#${productId}`,
    sk: 'BULK_DISCOUNT',
  }),
  subscriptionConfig: (companyId: string, productId: string): PrimaryKey => ({
    pk: `${company(companyId)}#P#${productId}`,
    sk: 'SUBSCRIPTION_CONFIG',
  }),
  /** How often the product is bought again, reckoned nightly. */
  productForecast: (companyId: string, productId: string): PrimaryKey => ({
    pk: `${company(companyId)}#P#${productId}`,
    sk: 'SUBSCRIPTION_FORECAST',
  }),
  recommendationRow: (companyId: string, productId: string, modelVersion: string): PrimaryKey => ({
    pk: `${company(companyId)}#P#${productId}`,
    sk: `ROW#${modelVersion}`,
  }),
  popularityList: (companyId: string, modelVersion: string, kind: string, category: string): PrimaryKey => ({
    pk: `${company(companyId)}#POPULAR#${modelVersion}`,
    sk: `${kind}#${category}`,
  }),
  /** In the partition of the version's lists: what removes them removes it. */
  learnedBlend: (companyId: string, modelVersion: string): PrimaryKey => ({
    pk: `${company(companyId)}#POPULAR#${modelVersion}`,
    sk: 'LEARNED_BLEND',
  }),
  order: (companyId: string, orderId: string): PrimaryKey => ({
    pk: `${company(companyId)}#O#${orderId}`,
    sk: 'ORDER',
  }),
  customer: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'CUSTOMER',
  }),
  customerHistory: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'HISTORY',
  }),
  /** What a customer bought, in the customer's own partition: what erases the one erases the other. */
  customerPurchases: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'PURCHASES',
  }),
  session: (companyId: string, sessionId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: 'STATE',
  }),
  targetingRule: (companyId: string, ruleId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `RULE#${ruleId}`,
  }),
  /** What the accepted offers of a rule have cost. */
  ruleUsage: (companyId: string, ruleId: string): PrimaryKey => ({
    pk: `${company(companyId)}#RULE#${ruleId}`,
    sk: 'USAGE',
  }),
  /** Sums of a day for a rule and variant, spread over shards so that no single item is hot. */
  ruleDay: (companyId: string, ruleId: string, date: string, variant: string, shard: number): PrimaryKey => ({
    pk: `${company(companyId)}#RULE#${ruleId}`,
    sk: `DAY#${date}#${String(shard).padStart(2, '0')}#${variant}`,
  }),
  experiment: (companyId: string, experimentId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `EXPERIMENT#${experimentId}`,
  }),
  /** A copy of an experiment on recommendations while it runs: every request for a list needs it. */
  listExperiment: (companyId: string, experimentId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}EXPERIMENT#${experimentId}`,
  }),
  /** What the units of an experiment did, added up and spread over shards. `unit` is `session` or `customer`. */
  experimentSums: (companyId: string, experimentId: string, unit: string, shard: number): PrimaryKey => ({
    pk: `${company(companyId)}#EXPERIMENT#${experimentId}`,
    sk: `SUMS#${unit}#${String(shard).padStart(2, '0')}`,
  }),
  /** What is remembered of a session for the experiments that it met. */
  sessionOutcomes: (companyId: string, sessionId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: 'OUTCOMES',
  }),
  customerOutcomes: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'OUTCOMES',
  }),
  /** The orders of a session, as the hold-out counts them. */
  sessionHoldOut: (companyId: string, sessionId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: 'HOLD_OUT',
  }),
  /** What both arms of the hold-out did in a week, named by its Monday, spread over shards. */
  holdOutWeek: (companyId: string, week: string, shard: number): PrimaryKey => ({
    pk: `${company(companyId)}#HOLD_OUT`,
    sk: `WEEK#${week}#${String(shard).padStart(2, '0')}`,
  }),
  /** What a session was shown of which rule, and how it answered. */
  sessionOffers: (companyId: string, sessionId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: 'OFFERS',
  }),
  customerOffers: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'OFFERS',
  }),
  offerImpression: (companyId: string, sessionId: string, offerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: `IMPRESSION#${offerId}`,
  }),
  /** What a shopper is about to buy. */
  cart: (companyId: string, cartId: string): PrimaryKey => ({ pk: `${company(companyId)}#CART#${cartId}`, sk: 'CART' }),
  /** Daily counters, spread over shards so that no single item is hot. */
  dailyCounters: (companyId: string, date: string, shard: number): PrimaryKey => ({
    pk: `${company(companyId)}#COUNT#${date}`,
    sk: String(shard).padStart(2, '0'),
  }),
  /** Figures of a store day; a month's lie together, spread over shards so that no single partition is hot. */
  rollUp: (companyId: string, date: string, shard: number, part: string): PrimaryKey => ({
    pk: `${company(companyId)}#ROLL_UP#${date.slice(0, 7)}#${String(shard).padStart(2, '0')}`,
    sk: `${date}#${part}`,
  }),
  /** How the figures of a store day compared with a recount. */
  reconciliation: (companyId: string, date: string): PrimaryKey => ({
    pk: `${company(companyId)}#RECONCILIATION`,
    sk: date,
  }),
  /** What a session did that may earn an order, and the orders it may have earned. */
  sessionTouches: (companyId: string, sessionId: string): PrimaryKey => ({
    pk: `${company(companyId)}#S#${sessionId}`,
    sk: 'TOUCHES',
  }),
  customerTouches: (companyId: string, customerId: string): PrimaryKey => ({
    pk: `${company(companyId)}#U#${customerId}`,
    sk: 'TOUCHES',
  }),
  /** Who earned an order. */
  orderCredit: (companyId: string, orderId: string): PrimaryKey => ({
    pk: `${company(companyId)}#O#${orderId}`,
    sk: 'CREDIT',
  }),
  optimiserSettings: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: `${settingsPrefix}OPTIMISER` }),
  /** The shares in force; among the settings, so that reading them costs a request nothing. */
  optimiserState: (companyId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `${settingsPrefix}OPTIMISER_STATE`,
  }),
  /** What a step of an optimisation knew and decided. */
  optimiserStep: (companyId: string, placement: string, day: string, run: number): PrimaryKey => ({
    pk: `${company(companyId)}#OPTIMISER#${placement}`,
    sk: `${day}#${String(run).padStart(6, '0')}`,
  }),
  /** Views and impressions of products that are still added to. */
  openProductActivity: (companyId: string, shard: number): PrimaryKey => ({
    pk: `${company(companyId)}#ACTIVITY`,
    sk: String(shard).padStart(2, '0'),
  }),
  /** Those of some products that are never changed again. `part` names shard and version of what was open. */
  sealedProductActivity: (companyId: string, bucket: number, sealedAt: string, part: string): PrimaryKey => ({
    pk: `${company(companyId)}#ACTIVITY#${String(bucket).padStart(2, '0')}`,
    sk: `${sealedAt}#${part}`,
  }),
  /** What people did in the last days by product and pair. `level` is `FRESH` or `SETTLED`. */
  liveSignals: (companyId: string, shard: number, level: string): PrimaryKey => ({
    pk: `${company(companyId)}#LIVE`,
    sk: `${String(shard).padStart(2, '0')}#${level}`,
  }),
  /** An event that failed the firewall. */
  quarantined: (companyId: string, entryId: string): PrimaryKey => ({
    pk: `${company(companyId)}#QUARANTINE#${entryId}`,
    sk: 'ENTRY',
  }),
  /** Whether somebody of the company was erased lately, and the salt by which erased people are named. */
  privacyState: (companyId: string): PrimaryKey => ({ pk: company(companyId), sk: 'PRIVACY' }),
  privacyJob: (companyId: string, jobId: string): PrimaryKey => ({
    pk: company(companyId),
    sk: `PRIVACY_JOB#${jobId}`,
  }),
  /** Says that a customer or session was erased, by keyed hash. */
  erasedPerson: (companyId: string, hash: string): PrimaryKey => ({
    pk: `${company(companyId)}#ERASED#${hash}`,
    sk: 'ERASED',
  }),
  /** Says that events of a UTC day were erased from the archive, and by which jobs. */
  erasedDay: (companyId: string, date: string): PrimaryKey => ({ pk: company(companyId), sk: `ERASED_DAY#${date}` }),
  /** Cached sentence and verdict of a language model for one pair, by hash of what it was asked. */
  enrichment: (companyId: string, contentHash: string): PrimaryKey => ({
    pk: `${company(companyId)}#ENRICHMENT#${contentHash.slice(0, 2)}`,
    sk: contentHash,
  }),
} as const;

/** Whose order a partition holds, as the table's change stream names it; undefined for any other partition. */
export const orderOfKey = (pk: string): { readonly companyId: string; readonly orderId: string } | undefined => {
  const [mark, companyId, kind, orderId, ...more] = pk.split('#');
  return mark === 'C' && companyId && kind === 'O' && orderId && more.length === 0 ? { companyId, orderId } : undefined;
};

/** Keys of the secondary indexes `gsi1` and `gsi2`. */
export const indexKeys = {
  /** gsi1: all companies, for the nightly starter. The one list that spans companies; no request reads it. */
  companies: (companyId: string) => ({ gsi1pk: 'COMPANIES', gsi1sk: companyId }),
  /** gsi1: the companies of a person. */
  membershipsOfUser: (userId: string, companyId: string) => ({ gsi1pk: `USER#${userId}`, gsi1sk: company(companyId) }),
  /** gsi1: the products of a company by id. */
  products: (companyId: string, productId: string) => ({ gsi1pk: `${company(companyId)}#PRODUCTS`, gsi1sk: productId }),
  /** gsi1: the products of a company that have quantity discounts. */
  discountedProducts: (companyId: string, productId: string) => ({
    gsi1pk: `${company(companyId)}#DISCOUNTED`,
    gsi1sk: productId,
  }),
  /** gsi1: the products of a company that can be subscribed to. */
  subscribableProducts: (companyId: string, productId: string) => ({
    gsi1pk: `${company(companyId)}#SUBSCRIBABLE`,
    gsi1sk: productId,
  }),
  /** gsi1: the customers of a company by id. */
  customers: (companyId: string, customerId: string) => ({
    gsi1pk: `${company(companyId)}#CUSTOMERS`,
    gsi1sk: customerId,
  }),
  /** gsi1: the orders of a month by time. `orderedAt` is ISO-8601 UTC. */
  orders: (companyId: string, orderedAt: string, orderId: string) => ({
    gsi1pk: `${company(companyId)}#ORDERS#${orderedAt.slice(0, 7)}`,
    gsi1sk: `${orderedAt}#${orderId}`,
  }),
  /** gsi1: the rules that shoppers may meet; disabled ones are not in it. */
  enabledRules: (companyId: string, ruleId: string) => ({
    gsi1pk: `${company(companyId)}#RULES#ENABLED`,
    gsi1sk: ruleId,
  }),
  /** gsi1: the experiments that run; no others are in it. */
  runningExperiments: (companyId: string, experimentId: string) => ({
    gsi1pk: `${company(companyId)}#EXPERIMENTS#RUNNING`,
    gsi1sk: experimentId,
  }),
  /** gsi1: the impressions of a rule by time, spread over shards. `shownAt` is ISO-8601 UTC. */
  impressionsOfRule: (companyId: string, ruleId: string, shard: number, shownAt: string, offerId: string) => ({
    gsi1pk: `${company(companyId)}#RULE#${ruleId}#IMPRESSIONS#${String(shard).padStart(2, '0')}`,
    gsi1sk: `${shownAt}#${offerId}`,
  }),
  /** gsi1: the quarantine of a company by time; released entries are not in it. `receivedAt` is ISO-8601 UTC. */
  quarantine: (companyId: string, receivedAt: string, entryId: string) => ({
    gsi1pk: `${company(companyId)}#QUARANTINE`,
    gsi1sk: `${receivedAt}#${entryId}`,
  }),
  /** gsi2: the orders of a customer by time. */
  ordersOfCustomer: (companyId: string, customerId: string, orderedAt: string, orderId: string) => ({
    gsi2pk: `${company(companyId)}#U#${customerId}#ORDERS`,
    gsi2sk: `${orderedAt}#${orderId}`,
  }),
  /** gsi2: the carts of a customer, or of a session in which nobody is signed in. */
  cartsOfShopper: (companyId: string, shopper: 'U' | 'S', shopperId: string, cartId: string) => ({
    gsi2pk: `${company(companyId)}#${shopper}#${shopperId}#CARTS`,
    gsi2sk: cartId,
  }),
} as const;
