/**
 * What the newest part of a store's logs asks of its lists, each with what would have been right: a view asks for the
 * next different one, one product of a basket for the rest, a session for its next view (seen or not), a cart for what is
 * missing, a customer's baskets for the next one. The rest of the logs trains.
 */
import type { ListQuestion } from '#core/evaluation/list-question';
import { missingFromBasket, nextViews, type Question, restOfBasket, spread } from '#core/evaluation/questions';
import { cutTime, splitAtTime } from '#core/evaluation/temporal-split';
import type { ListKind } from '#core/ranking/learned/learned-blend';
import { type GroupedLog, groupCount, groupTime } from '#core/similarity/grouped-log';
import { viewsInARow } from '#core/training/interaction-log';
import type { TrainingData } from '#core/training/training-data';

export interface AskedList {
  readonly question: ListQuestion;
  readonly wanted: ReadonlySet<string>;
}

export interface HeldOutLists {
  /** What happened before any question. */
  readonly older: TrainingData;
  /** In time order. */
  readonly asked: Readonly<Record<ListKind, readonly AskedList[]>>;
}

/** Questions that one group may ask: enough to learn from, too few for one wholesaler to decide. */
const mostPerGroup = 6;

/** Every step of the session asks for the next; a product viewed again at once is an answer too. */
const sessionSteps = (log: GroupedLog, group: number): Question[] => {
  const seen: number[] = [];
  for (let entry = log.offsets[group]!; entry < log.offsets[group + 1]!; entry += 1) {
    for (let view = 0; view < viewsInARow(log.weights[entry]!); view += 1) seen.push(log.items[entry]!);
  }
  const steps = seen
    .slice(1)
    .map((next, at): Question => ({ known: Int32Array.from(seen.slice(0, at + 1)), wanted: new Set([next]) }));
  return spread(steps, mostPerGroup);
};

/** The baskets of each person before the cut → the first one after it. */
const nextBaskets = (log: GroupedLog, cut: number): { past: number[][]; wanted: Set<number> }[] => {
  const pastOf = new Map<number, number[][]>();
  const asked = new Map<number, { past: number[][]; wanted: Set<number> }>();
  for (let group = 0; group < groupCount(log); group += 1) {
    const person = log.people[group]!;
    const items = [...new Set(log.items.subarray(log.offsets[group]!, log.offsets[group + 1]!))];
    const past = pastOf.get(person) ?? [];
    if (groupTime(log, group) < cut) pastOf.set(person, [...past, items]);
    else if (past.length > 0 && !asked.has(person)) asked.set(person, { past, wanted: new Set(items) });
  }
  return [...asked.values()];
};

const newestSessions = (log: GroupedLog, cut: number): Question[] => {
  const asked: Question[] = [];
  for (let group = 0; group < groupCount(log); group += 1) {
    if (log.times[log.offsets[group]!]! >= cut) asked.push(...sessionSteps(log, group));
  }
  return asked;
};

/**
 * One cut for all logs, or one of them would train on what another one asks about. Where the newest visits and the newest
 * purchases begin at different times, it is the later one.
 */
const commonCut = ({ baskets, sessions }: TrainingData, holdoutShare: number): number => {
  const cuts = [cutTime(baskets, holdoutShare), cutTime(sessions, holdoutShare)].filter(Number.isFinite);
  return cuts.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...cuts);
};

/** Both lists in one, each in its order, spread over the whole. */
const inTurn = <T>(first: readonly T[], second: readonly T[]): T[] => {
  const placed = [first, second].flatMap((list) => list.map((value, at) => ({ value, place: (at + 1) / list.length })));
  return placed.sort((a, b) => a.place - b.place).map(({ value }) => value);
};

/** @param holdoutShare share of each log's newest groups that ask, 0 … 1. */
export const holdOutLists = (data: TrainingData, holdoutShare: number): HeldOutLists => {
  const { productIds } = data;
  const cut = commonCut(data, holdoutShare);
  const baskets = splitAtTime(data.baskets, cut);
  const customers = splitAtTime(data.customers, cut);
  const sessions = splitAtTime(data.sessions, cut);
  const idsOf = (items: Iterable<number>): string[] => Array.from(items, (item) => productIds[item]!);
  const newestFirst = ({ known }: Question): string[] => idsOf(known).reverse();
  const ask = (questions: readonly Question[], questionOf: (question: Question) => ListQuestion): AskedList[] =>
    questions.map((question) => ({ question: questionOf(question), wanted: new Set(idsOf(question.wanted)) }));
  const onPages = inTurn(nextViews(sessions, mostPerGroup), restOfBasket(baskets, mostPerGroup));
  const asked: Record<ListKind, AskedList[]> = {
    page: ask(onPages, ({ known }) => ({ kind: 'page', shownId: productIds[known[0]!]! })),
    session: ask(newestSessions(data.sessions, cut), (question) => ({
      kind: 'session',
      seenIds: newestFirst(question),
    })),
    cart: ask(missingFromBasket(baskets, mostPerGroup), (question) => ({
      kind: 'cart',
      cartIds: newestFirst(question),
    })),
    'next-purchase': nextBaskets(data.baskets, cut).map(({ past, wanted }) => ({
      question: { kind: 'next-purchase', pastBaskets: past.map(idsOf).reverse() },
      wanted: new Set(idsOf(wanted)),
    })),
  };
  const older = { ...data, baskets: baskets.train, customers: customers.train, sessions: sessions.train };
  return { older, asked };
};

/** At most `most` of the questions, evenly spread over the held-out time. */
export const fewer = <T>(asked: readonly T[], most: number): T[] => spread(asked, most);
