/**
 * How good the lists of new products are: hides every interaction of some 5 % of the products, trains, and asks what
 * else is in the baskets (or which view follows) of each hidden product. Beside the lists as the API would give them
 * stand what content alone finds, the store's bestsellers, products of the same price by chance, and, as the ceiling,
 * the lists of a model that was allowed to see everything.
 */
import type { Product } from '#core/catalog/product';
import { hitRate } from '#core/evaluation/hit-rate';
import { meanReciprocalRank } from '#core/evaluation/mean-reciprocal-rank';
import type { RankedQuery } from '#core/evaluation/ranked-query';
import { finishMurmur } from '#core/hash/finish-murmur';
import { fnv1a } from '#core/hash/fnv1a';
import type { RecommendationRow } from '#core/recommend/recommendation-row';
import { defaultTrainingParameters } from '#core/training/parameters';
import { answer } from './answer.ts';
import { type HoldOut, holdOut } from './hold-out.ts';
import type { EvaluateOptions } from './options.ts';
import { type PackModel, trainPackModel } from './pack-model.ts';
import { packTrainingData } from './pack-training-data.ts';
import {
  aPackProduct,
  type PackRow,
  packCurrency,
  type Question,
  readProducts,
  readQuestions,
  readTrainingRows,
  readTruth,
} from './read-pack.ts';

/** A product is hidden in one of this many rounds: each hides 5 %. */
const hidingParts = 20;

/** Rounds that are played; more only narrow the interval. */
const rounds = 4;

/** Products within this price ratio (natural logarithm) are of the same price. */
const priceBand = 0.2;

export const coldMethods = [
  'same price, by chance',
  'bestsellers',
  'content alone',
  'lists',
  'nothing hidden',
] as const;
export type ColdMethod = (typeof coldMethods)[number];

export interface ColdFigures {
  readonly questions: number;
  readonly hitRate: number;
  readonly mrr: number;
}

/** The same products are hidden on every machine. */
const hash = (text: string): number => finishMurmur(fnv1a(text));

const priceOf = ({ prices }: Product): number => Math.log(Math.max(1, prices[0]?.amount ?? 0));

/** Products of about the same price in an order that says nothing. */
const byChance = (source: Product, catalog: readonly Product[], k: number): string[] =>
  catalog
    .filter((product) => product !== source && Math.abs(priceOf(product) - priceOf(source)) <= priceBand)
    .map(({ productId }) => ({ productId, draw: hash(`${source.productId} ${productId}`) }))
    .sort((a, b) => a.draw - b.draw || (a.productId < b.productId ? -1 : 1))
    .slice(0, k)
    .map(({ productId }) => productId);

const contentOnly = (model: PackModel): PackModel => ({
  ...model,
  rows: new Map(
    Array.from(model.rows, ([id, { relations, ...row }]): [string, RecommendationRow] => [
      id,
      { ...row, relations: relations.similar ? { similar: relations.similar } : {} },
    ]),
  ),
});

const asked = async ({ packDir, task, validate }: EvaluateOptions, rows: readonly PackRow[]): Promise<HoldOut> => {
  if (validate) return holdOut(task, rows);
  const truth = await readTruth(packDir, task);
  if (!truth)
    throw new Error(`The pack ${packDir} has no answers for ${task}; add --validate to ask the training part`);
  return { train: rows, questions: await readQuestions(packDir, task), truth };
};

/** Gathers what each method answered, over all rounds. */
class ColdTally {
  readonly #queries = new Map<ColdMethod, RankedQuery[]>(coldMethods.map((method) => [method, []]));
  readonly #numbers = new Map<string, number>();

  add(method: ColdMethod, list: readonly string[], wanted: ReadonlySet<string>): void {
    const numbers = (ids: Iterable<string>): number[] => Array.from(ids, (id) => this.#numberOf(id));
    this.#queries.get(method)!.push({ ranked: numbers(list), wanted: new Set(numbers(wanted)) });
  }

  figures(k: number): Map<ColdMethod, ColdFigures> {
    return new Map(
      Array.from(this.#queries, ([method, queries]) => [
        method,
        { questions: queries.length, hitRate: hitRate(queries, k), mrr: meanReciprocalRank(queries, k) },
      ]),
    );
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id) ?? this.#numbers.size;
    this.#numbers.set(id, known);
    return known;
  }
}

/** HR and MRR of each method over the questions whose product was hidden. */
export const evaluateColdProducts = async (options: EvaluateOptions): Promise<Map<ColdMethod, ColdFigures>> => {
  const { packDir, task, k } = options;
  const rows: PackRow[] = [];
  for await (const row of readTrainingRows(packDir)) rows.push(row);
  const { train, questions, truth } = await asked(options, rows);
  const described = await readProducts(packDir);
  const trainedIds = [...new Set(train.map(({ item }) => item))];
  const cards = new Map(trainedIds.map((id) => [id, described.get(id) ?? aPackProduct(id)]));
  const { windowDays } = defaultTrainingParameters;
  const modelOf = (seen: readonly PackRow[]): Promise<PackModel> =>
    trainPackModel(packTrainingData(seen, cards.keys(), task, windowDays), cards, defaultTrainingParameters);
  const catalog = [...cards.values()].filter(({ prices }) => prices[0]?.currency === packCurrency);
  const everything = await modelOf(train);
  const tally = new ColdTally();
  for (let round = 0; round < rounds; round += 1) {
    const isHidden = (id: string): boolean => hash(id) % hidingParts === round;
    const model = await modelOf(train.filter(({ item }) => !isHidden(item)));
    const [likes, bestsellers] = [contentOnly(model), { ...model, rows: new Map() }];
    const askHidden = (question: Question): void => {
      const card = cards.get(question.ctx.at(-1) ?? '');
      if (!card || !isHidden(card.productId)) return;
      const add = (method: ColdMethod, list: readonly string[]): void =>
        tally.add(method, list, truth.get(question.q) ?? new Set());
      add('same price, by chance', byChance(card, catalog, k));
      add('bestsellers', answer(bestsellers, task, question, k));
      add('content alone', answer(likes, task, question, k));
      add('lists', answer(model, task, question, k));
      add('nothing hidden', answer(everything, task, question, k));
    };
    questions.forEach(askHidden);
  }
  return tally.figures(k);
};
