import { type UpsellType, upsellTypes } from '../../../../core/rules/offer-declarations.ts';
import { type ConditionNode, newGroup, newLeaf } from './condition-form.ts';
import { newRuleForm, type RuleForm } from './rule-form.ts';

const isType = (name: string | null): name is UpsellType => upsellTypes.some((type) => type === name);

const conditionsOf = (search: URLSearchParams): ConditionNode[] => {
  const [experimentId, variant, productId] = ['experiment', 'variant', 'productId'].map((name) => search.get(name));
  return [
    ...(experimentId ? [newLeaf('experiment-variant', { experimentId, ...(variant && { variants: [variant] }) })] : []),
    ...(productId ? [newLeaf('contains-product', { productIds: [productId] })] : []),
  ];
};

/** A new rule with what the address asks for: a type, a product of the cart and one to offer, a variant of an experiment. */
export const firstRuleForm = (search: URLSearchParams, currency: string): RuleForm => {
  const type = search.get('type');
  const form = newRuleForm(isType(type) ? type : 'CROSS_SELL', currency);
  const offered = search.get('offerProductId');
  const offerArgs = offered !== null && form.offerType === 'CROSS_SELL' ? { productIds: [offered] } : {};
  return { ...form, conditions: newGroup('all', conditionsOf(search)), offerArgs: { ...form.offerArgs, ...offerArgs } };
};
