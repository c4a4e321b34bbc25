import { formatPrice } from '../../../../core/money/format-price.ts';
import type { ArgumentSpec } from '../../../../core/rules/argument.ts';
import { type Condition, conditionDeclarations } from '../../../../core/rules/condition-declarations.ts';
import type { OfferOf, RuleOffer } from '../../../../core/rules/offer-declarations.ts';
import { choiceName } from './words.ts';

/** Title of a product, or name of an experiment; its id when it is not known. */
export type TitleOf = (id: string, of?: 'product' | 'experiment') => string;

const list = (names: readonly string[], word: 'and' | 'or'): string => {
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} ${word} ${names.length - 3} more`;
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
};

const percent = (basisPoints: number): string => `${Math.round(basisPoints) / 100}%`;

const valueText = (spec: ArgumentSpec, value: unknown, currency: string, titleOf: TitleOf): string => {
  if (spec.kind === 'integer') {
    if (spec.unit === 'minor-units') return formatPrice({ amount: Number(value), currency });
    return spec.unit === 'basis-points' ? percent(Number(value)) : String(value);
  }
  if (Array.isArray(value)) {
    const isProduct = spec.kind === 'texts' && spec.of === 'product';
    const isNamed = spec.kind === 'choices' || (spec.kind === 'texts' && spec.of === 'segment');
    const name = (text: string) => (isNamed ? choiceName(text) : text);
    return list(
      value.map((one) => (isProduct ? titleOf(String(one)) : name(String(one)))),
      'or',
    );
  }
  if (spec.kind === 'id') return titleOf(String(value), spec.of === 'experiment' ? 'experiment' : 'product');
  return spec.kind === 'choice' || spec.kind === 'boolean' ? choiceName(String(value)) : String(value);
};

const bounds: Readonly<Record<string, string>> = {
  atLeast: 'at least ',
  atMost: 'at most ',
  from: 'from ',
  until: 'until ',
};

const describeLeaf = (condition: Condition & { readonly currency?: string }, titleOf: TitleOf): string => {
  const declaration = conditionDeclarations[condition.type as keyof typeof conditionDeclarations];
  const args: Readonly<Record<string, ArgumentSpec>> = declaration.args;
  const currency = condition.currency ?? 'EUR';
  const parts = Object.entries(args).flatMap(([name, spec]) => {
    const value: unknown = Reflect.get(condition, name);
    if (value === undefined || spec.kind === 'currency') return [];
    return [`${bounds[name] ?? ''}${valueText(spec, value, currency, titleOf)}`];
  });
  return `${declaration.title}: ${parts.join(', ')}`;
};

/** A condition in a sentence. */
export const describeCondition = (condition: Condition, titleOf: TitleOf): string => {
  if (condition.type === 'not') return `not (${describeCondition(condition.condition, titleOf)})`;
  if (condition.type !== 'all' && condition.type !== 'any') return describeLeaf(condition, titleOf);
  const parts = condition.conditions.map((part) => {
    const text = describeCondition(part, titleOf);
    return part.type === 'all' || part.type === 'any' ? `(${text})` : text;
  });
  return parts.join(condition.type === 'all' ? ' and ' : ' or ');
};

const bundleText = ({ productIds, discountType, ...offer }: OfferOf<'BUNDLE'>, titleOf: TitleOf): string => {
  const names = list(
    productIds.map((id) => titleOf(id)),
    'and',
  );
  if (discountType === 'PERCENTAGE') return `${names} together, ${percent(offer.percentOff ?? 0)} off`;
  const amount = formatPrice({ amount: offer.amount ?? 0, currency: offer.currency ?? 'EUR' });
  return discountType === 'BUNDLE_PRICE' ? `${names} together for ${amount}` : `${names} together, ${amount} off`;
};

const crossSellText = ({ productIds = [], relation, percentOff }: OfferOf<'CROSS_SELL'>, titleOf: TitleOf): string => {
  const learned = relation === undefined ? [] : [`what is “${choiceName(relation).toLowerCase()}” with the cart`];
  const names = list([...productIds.map((id) => titleOf(id)), ...learned], 'or');
  return percentOff === undefined ? names : `${names}, ${percent(percentOff)} off`;
};

/** What a rule offers, in a few words. */
export const describeOffer = (offer: RuleOffer, titleOf: TitleOf): string => {
  switch (offer.type) {
    case 'BULK_DISCOUNT':
    case 'SUBSCRIPTION': {
      const what = offer.productIds
        ? list(
            offer.productIds.map((id) => titleOf(id)),
            'or',
          )
        : 'any product of the cart';
      return offer.type === 'SUBSCRIPTION' ? `a subscription to ${what}` : `the next quantity price of ${what}`;
    }
    case 'CROSS_SELL':
      return crossSellText(offer, titleOf);
    case 'BUNDLE':
      return bundleText(offer, titleOf);
    case 'FREE_GIFT':
      return `${list(
        offer.productIds.map((id) => titleOf(id)),
        'or',
      )} for free`;
    case 'FREE_SHIPPING':
      return `free shipping from ${formatPrice({ amount: offer.threshold, currency: offer.currency })}`;
  }
};
