import type { LocalRidgeParameters } from '#core/similarity/local-ridge';
import type { BehaviouralParameters, TrainingParameters } from '#core/training/parameters';

/** What is searched one at a time; `cart` is trained with `bought-together`. */
export const tunedParts = ['bought-together', 'also-bought', 'also-viewed', 'cart'] as const;
export type TunedPart = (typeof tunedParts)[number];

type PartParameters = BehaviouralParameters | LocalRidgeParameters;

const orderless = {
  lengthPenalty: [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9],
  decaySpan: [0.25, 0.5, 1, 2, 4],
  popularityPenalty: [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
  shrinkage: [0, 1, 2, 4, 8],
  secondStep: [0, 0.05, 0.1, 0.2, 0.3, 0.5],
} as const;

/** Values a knob may take, ascending. */
const knobs: Readonly<Record<TunedPart, Readonly<Record<string, readonly number[]>>>> = {
  'bought-together': orderless,
  'also-bought': orderless,
  'also-viewed': { ...orderless, distancePenalty: [0, 0.25, 0.5, 0.75, 1], backward: [0.4, 0.6, 0.8, 1] },
  cart: {
    ridge: [1, 2, 3, 5, 10, 20, 40],
    diagonalRidge: [0, 0.1, 0.2, 0.4],
    lengthPenalty: [0.3, 0.4, 0.5, 0.6, 0.75, 0.9],
    distancePenalty: [0, 0.1, 0.2, 0.3, 0.5],
    decaySpan: [0.25, 0.5, 0.7, 1, 2, 4],
    popularityPenalty: [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5],
    contentPrior: [0, 0.05, 0.1, 0.2, 0.4],
  },
};

/** What a knob that is not set stands for. */
const absentValues: Readonly<Record<string, number>> = { decaySpan: Number.POSITIVE_INFINITY };

const partOf = ({ cart, relations }: TrainingParameters, part: TunedPart): PartParameters | undefined =>
  part === 'cart' ? cart : relations[part];

const valueOfKnob = (parameters: PartParameters | undefined, knob: string): number =>
  (Object.entries(parameters ?? {}).find(([name]) => name === knob)?.[1] as number | undefined) ??
  absentValues[knob] ??
  0;

/** `part.knob` → value. */
export type KnobValues = Readonly<Record<string, number>>;

/** One knob of one part set to another value. */
export interface Move {
  readonly part: TunedPart;
  readonly knob: string;
  readonly value: number;
}

/** Every knob moved by one or two values; a part that is not trained has none. */
export const movesOf = (parameters: TrainingParameters, part: TunedPart): Move[] => {
  const own = partOf(parameters, part);
  if (!own) return [];
  return Object.entries(knobs[part]).flatMap(([knob, values]) => {
    const current = valueOfKnob(own, knob);
    const at = values.filter((value) => value < current).length;
    const near = values.slice(Math.max(0, at - 2), at + 3).filter((value) => value !== current);
    return near.map((value) => ({ part, knob, value }));
  });
};

export const moved = (parameters: TrainingParameters, { part, knob, value }: Move): TrainingParameters => {
  if (part !== 'cart') {
    const own = { ...parameters.relations[part], [knob]: value };
    return { ...parameters, relations: { ...parameters.relations, [part]: own } };
  }
  return parameters.cart ? { ...parameters, cart: { ...parameters.cart, [knob]: value } } : parameters;
};

/** `part.knob` → value, for every knob that differs. */
export const changedKnobs = (from: TrainingParameters, to: TrainingParameters): KnobValues =>
  Object.fromEntries(
    tunedParts.flatMap((part) =>
      Object.keys(knobs[part]).flatMap((knob): [string, number][] => {
        const value = valueOfKnob(partOf(to, part), knob);
        return value === valueOfKnob(partOf(from, part), knob) ? [] : [[`${part}.${knob}`, value]];
      }),
    ),
  );

/** Knobs that no part has any more are passed over, so that what an older release found still starts a search. */
export const withKnobs = (parameters: TrainingParameters, values: KnobValues): TrainingParameters =>
  tunedParts
    .flatMap((part) => Object.keys(knobs[part]).map((knob) => ({ part, knob, value: values[`${part}.${knob}`] })))
    .reduce(
      (set, { part, knob, value }) => (value === undefined ? set : moved(set, { part, knob, value })),
      parameters,
    );
