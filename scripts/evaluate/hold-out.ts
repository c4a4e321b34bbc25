import { productsToAskFor } from '#core/evaluation/questions';
import type { Task } from './options.ts';
import type { PackRow, Question, Truth } from './read-pack.ts';

/** Share of the groups, the newest, that ask. */
const heldOutShare = 0.1;

/** Questions from one group, so that one wholesaler does not decide. */
const mostPerGroup = 3;

export interface HoldOut {
  readonly train: readonly PackRow[];
  readonly questions: readonly Question[];
  readonly truth: Truth;
}

interface Asked {
  readonly ctx: readonly string[];
  readonly wanted: readonly string[];
  readonly baskets?: Question['baskets'];
  readonly basketTimes?: readonly number[];
}

const others = (items: readonly string[], item: string): string[] => items.filter((other) => other !== item);

/** Every step of a session asks for the next one, as in the test parts. */
const stepsOf = (items: readonly string[], nextOf: (at: number) => string | undefined): Asked[] =>
  items.flatMap((_, at): Asked[] => {
    const next = nextOf(at);
    return next === undefined ? [] : [{ ctx: items.slice(0, at + 1), wanted: [next] }];
  });

const askedOf = (task: Task, items: readonly string[], place: number): Asked[] => {
  const distinct = [...new Set(items)];
  if (task === 'basket' || task === 'fbt') {
    const picked = distinct.length < 2 ? [] : productsToAskFor(distinct, mostPerGroup, place);
    if (task === 'fbt') return picked.map((item) => ({ ctx: [item], wanted: others(distinct, item) }));
    return picked.map((item) => ({ ctx: others(distinct, item), wanted: [item] }));
  }
  if (task !== 'itempage') return stepsOf(items, (at) => items[at + 1]);
  return stepsOf(items, (at) => (items[at + 1] === items[at] ? undefined : items[at + 1])).map(({ ctx, wanted }) => ({
    ctx: ctx.slice(-1),
    wanted,
  }));
};

const nextBaskets = (groups: readonly (readonly PackRow[])[], firstHeldOut: number): Asked[] => {
  const asked: Asked[] = [];
  const basketsOf = new Map<string, { items: string[]; t: number }[]>();
  const askedUsers = new Set<string>();
  groups.forEach((rows, index) => {
    const { user, t } = rows[0]!;
    if (user === undefined || askedUsers.has(user)) return;
    const before = basketsOf.get(user) ?? [];
    const items = [...new Set(rows.map(({ item }) => item))];
    basketsOf.set(user, [...before, { items, t }]);
    if (index < firstHeldOut) return;
    askedUsers.add(user);
    if (before.length === 0) return;
    const baskets = before.map((basket) => basket.items);
    asked.push({ ctx: [], wanted: items, baskets, basketTimes: before.map((basket) => basket.t) });
  });
  return asked;
};

const groupsOf = (rows: readonly PackRow[]): PackRow[][] => {
  const groups: PackRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.group === row.group) last.push(row);
    else groups.push([row]);
  }
  return groups;
};

/** Splits the training rows in time: the newest tenth of the groups asks, the rest trains. */
export const holdOut = (task: Task, rows: readonly PackRow[]): HoldOut => {
  const groups = groupsOf(rows);
  const firstHeldOut = groups.length - Math.ceil(groups.length * heldOutShare);
  const asked =
    task === 'nextbasket'
      ? nextBaskets(groups, firstHeldOut)
      : groups.slice(firstHeldOut).flatMap((group, place) =>
          askedOf(
            task,
            group.map(({ item }) => item),
            place,
          ),
        );
  return {
    train: groups.slice(0, firstHeldOut).flat(),
    questions: asked.map(({ ctx, baskets = [], basketTimes = [] }, q) => ({ q, ctx, baskets, basketTimes })),
    truth: new Map(asked.map(({ wanted }, q) => [q, new Set(wanted)])),
  };
};
