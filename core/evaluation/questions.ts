/**
 * What the held-out part of a log asks. At most `most` questions come from one group, so that a wholesaler's basket does
 * not drown the rest: of a visit evenly spread steps, of a basket products at random, since its lines stand in the order in
 * which they were chosen and the first ones are not like the rest.
 */
import type { TemporalSplit } from '#core/evaluation/temporal-split';
import { mulberry32 } from '#core/random/mulberry32';
import { shuffled } from '#core/random/shuffled';

/** What is known, oldest first, and what would be right. */
export interface Question {
  readonly known: Int32Array;
  readonly wanted: ReadonlySet<number>;
}

const mostQuestionsPerGroup = 3;

/** At most `most` of the list, evenly spread from its start. */
export const spread = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, pick) => list[Math.floor((pick * list.length) / most)]!);

/** At most `most` of a basket's products at random; the same for the same place in a log. */
export const productsToAskFor = <T>(basket: readonly T[], most: number, place: number): T[] =>
  shuffled(basket, mulberry32(place)).slice(0, most);

/** One product of a basket → the rest of it. */
export const restOfBasket = ({ heldOut }: TemporalSplit, most = mostQuestionsPerGroup): Question[] =>
  heldOut.flatMap(({ after }, place) => {
    if (after.length < 2) return [];
    return productsToAskFor([...after], most, place).map((source) => ({
      known: Int32Array.of(source),
      wanted: new Set(after.filter((item) => item !== source)),
    }));
  });

/** A basket without one of its products → that product. */
export const missingFromBasket = ({ heldOut }: TemporalSplit, most = mostQuestionsPerGroup): Question[] =>
  heldOut.flatMap(({ after }, place) => {
    if (after.length < 2) return [];
    return productsToAskFor([...after], most, place).map((missing) => ({
      known: after.filter((item) => item !== missing),
      wanted: new Set([missing]),
    }));
  });

/** A product that a customer had → what the customer bought anew. */
export const newPurchases = ({ heldOut }: TemporalSplit, most = mostQuestionsPerGroup): Question[] =>
  heldOut.flatMap(({ before, after }) => {
    const wanted = new Set(after.filter((item) => !before.includes(item)));
    if (wanted.size === 0) return [];
    return spread([...before].reverse(), most).map((source) => ({
      known: Int32Array.of(source),
      wanted,
    }));
  });

/** A view → the next different one. */
export const nextViews = ({ heldOut }: TemporalSplit, most = mostQuestionsPerGroup): Question[] =>
  heldOut.flatMap(({ after }) => {
    const steps: Question[] = [];
    for (let at = 1; at < after.length; at += 1) {
      if (after[at] === after[at - 1]) continue;
      steps.push({ known: Int32Array.of(after[at - 1]!), wanted: new Set([after[at]!]) });
    }
    return spread(steps, most);
  });
