/**
 * Descriptions of the arguments of conditions and offers. One description drives the check of a request, the form of the
 * admin app and the reference in `docs/rules.md`, so that the three cannot say different things.
 */
interface ArgumentText {
  readonly label: string;
  readonly description: string;
  readonly optional?: true;
}

/** What an integer counts. */
export const integerUnits = ['units', 'minor-units', 'basis-points', 'orders', 'days'] as const;
export type IntegerUnit = (typeof integerUnits)[number];

/** What the texts of a list name; a form can offer the store's own. */
export const textMeanings = ['product', 'category', 'brand', 'tag', 'segment', 'country', 'coupon', 'text'] as const;
export type TextMeaning = (typeof textMeanings)[number];

export type IntegerArgument = ArgumentText & {
  readonly kind: 'integer';
  readonly unit: IntegerUnit;
  readonly min: number;
  readonly max: number;
};
export type BooleanArgument = ArgumentText & { readonly kind: 'boolean' };
/** ISO 4217 code. */
export type CurrencyArgument = ArgumentText & { readonly kind: 'currency' };
export type ChoiceArgument = ArgumentText & { readonly kind: 'choice'; readonly options: readonly string[] };
export type ChoicesArgument = ArgumentText & { readonly kind: 'choices'; readonly options: readonly string[] };
/** One id of the kind that `of` names. */
export type IdArgument = ArgumentText & { readonly kind: 'id'; readonly of: 'product' | 'experiment' };
export type TextsArgument = ArgumentText & {
  readonly kind: 'texts';
  readonly of: TextMeaning;
  readonly least: number;
  readonly most: number;
};
/** `HH:MM` on the store's clock. */
export type TimeOfDayArgument = ArgumentText & { readonly kind: 'time-of-day' };

export type ArgumentSpec =
  | IntegerArgument
  | BooleanArgument
  | CurrencyArgument
  | ChoiceArgument
  | ChoicesArgument
  | IdArgument
  | TextsArgument
  | TimeOfDayArgument;

export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;

type ValueOf<S extends ArgumentSpec> = S extends IntegerArgument
  ? number
  : S extends BooleanArgument
    ? boolean
    : S extends ChoiceArgument
      ? S['options'][number]
      : S extends ChoicesArgument
        ? readonly S['options'][number][]
        : S extends TextsArgument
          ? readonly string[]
          : string;

type OptionalNames<A extends ArgumentSpecs> = {
  [N in keyof A]: A[N] extends { readonly optional: true } ? N : never;
}[keyof A];

/** The values that arguments of this description take. */
export type ArgumentsOf<A extends ArgumentSpecs> = {
  readonly [N in Exclude<keyof A, OptionalNames<A>>]: ValueOf<A[N]>;
} & { readonly [N in OptionalNames<A>]?: ValueOf<A[N]> };

/** What conditions and offers have in common. */
export interface Declared<Type extends string, Specs extends ArgumentSpecs> {
  readonly type: Type;
  readonly title: string;
  readonly description: string;
  readonly args: Specs;
  /** At least one of these optional arguments must be given. */
  readonly needsOneOf?: readonly string[];
}
