import { type ListQuestion, type ServedModel, servedIds } from '#core/evaluation/list-question';
import type { Task } from './options.ts';
import { packCurrency, type Question } from './read-pack.ts';

/** The task decides what kind of question it is, and nothing else. */
const listQuestion = (task: Task, { ctx, baskets }: Question): ListQuestion => {
  const newestFirst = [...ctx].reverse();
  if (task === 'itempage' || task === 'fbt') return { kind: 'page', shownId: newestFirst[0] ?? '' };
  if (task === 'basket') return { kind: 'cart', cartIds: newestFirst };
  if (task === 'nextbasket') return { kind: 'next-purchase', pastBaskets: [...baskets].reverse() };
  return { kind: 'session', seenIds: newestFirst };
};

/** What a visit views next teaches nothing about what is bought next: there the formula answers alone. */
const asLearnedFor = (model: ServedModel, task: Task): ServedModel =>
  task === 'nextbuy' ? { ...model, learned: undefined } : model;

/** The list for one question, made by the code that answers the API's requests. */
export const answer = (model: ServedModel, task: Task, question: Question, k: number): string[] =>
  servedIds(asLearnedFor(model, task), listQuestion(task, question), { currency: packCurrency, limit: k });
