import { addFacts, deriveProducts, type FactsByProduct, type ProductFacts } from '#core/imports/derive-products';
import { describeCustomer, describeProduct } from '#core/imports/describe-change';
import type { ImportEntity } from '#core/imports/import-entity';
import { type ImportRun, importFiles } from '#core/imports/import-files';
import { noCounts } from '#core/imports/import-job';
import { reject } from '#core/imports/rejection';
import { type ChunkResult, countOutcomes, sampleOf } from '#lambdas/shared/chunk-result';
import type { ImportDependencies } from '#lambdas/shared/import-dependencies';
import type { RejectionLog } from '#lambdas/shared/rejection-log';
import { readSpilled } from '#lambdas/shared/spill';

type Applied = Omit<ChunkResult, 'rejections'>;

interface Candidate<T> {
  readonly row: number;
  readonly value: T;
}

/** Of several rows with one id the newest counts, of equally new ones the last; the others are reported. */
const newestById = async <T extends { updatedAt: string }>(
  candidates: readonly Candidate<T>[],
  idOf: (value: T) => string,
  idColumn: string,
  log: RejectionLog,
): Promise<Map<string, T>> => {
  const newest = new Map<string, Candidate<T>>();
  for (const candidate of candidates.toSorted((a, b) => a.row - b.row)) {
    const id = idOf(candidate.value);
    const before = newest.get(id);
    const wins = !before || candidate.value.updatedAt >= before.value.updatedAt;
    if (wins) newest.set(id, candidate);
    if (before) await log.add(reject((wins ? before : candidate).row, idColumn, 'duplicate_id', id));
  }
  return new Map([...newest].map(([id, { value }]) => [id, value]));
};

export const applyProductChunk = async (
  { products: store }: ImportDependencies,
  { companyId, dryRun }: ImportRun,
  entities: readonly ImportEntity[],
  log: RejectionLog,
): Promise<Applied> => {
  const candidates = entities.flatMap((e) => (e.kind === 'product' ? { row: e.row, value: e.product } : []));
  const products = await newestById(candidates, ({ productId }) => productId, 'productId', log);
  const outcomes = await store.upsertMany(companyId, [...products.values()], { dryRun });
  return { counts: countOutcomes(outcomes), sample: sampleOf(outcomes, (id) => describeProduct(products.get(id)!)) };
};

export const applyCustomerChunk = async (
  { customers: store }: ImportDependencies,
  { companyId, dryRun }: ImportRun,
  entities: readonly ImportEntity[],
  log: RejectionLog,
): Promise<Applied> => {
  const candidates = entities.flatMap((e) => (e.kind === 'customer' ? { row: e.row, value: e.customer } : []));
  const customers = await newestById(candidates, ({ customerId }) => customerId, 'customerId', log);
  const outcomes = await store.upsertMany(companyId, [...customers.values()], { dryRun });
  return { counts: countOutcomes(outcomes), sample: sampleOf(outcomes, (id) => describeCustomer(customers.get(id)!)) };
};

/** Fills the catalog with what order lines tell of products that the store has not described. */
export const applyDerivedProducts = async (deps: ImportDependencies, run: ImportRun): Promise<Applied> => {
  const facts: FactsByProduct = new Map();
  for await (const fact of readSpilled<ProductFacts>(deps.artifacts, importFiles(run).facts)) addFacts(facts, fact);
  const products = deriveProducts(facts);
  const outcomes = await deps.products.upsertMany(run.companyId, products, { dryRun: run.dryRun, derived: true });
  const { created, updated } = countOutcomes(outcomes);
  return { counts: { ...noCounts, productsCreated: created, productsUpdated: updated }, sample: [] };
};
