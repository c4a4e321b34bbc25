import type { CompanySettings } from '#core/companies/company-settings';
import { askForVariants, cartWithVariants } from '#core/experiments/cart-variants';
import type { StoredCart } from '#core/ports/cart-store';
import type { ExperimentReader } from '#core/ports/experiment-store';
import type { TargetingRule } from '#core/rules/targeting-rule';
import { currencyOf } from '#lambdas/api/upsell/evaluate-for-cart';

/** The cart with its shopper's variants of running experiments; reads those only when a rule asks for variants. */
export const drawCartVariants = async (
  experiments: ExperimentReader,
  settings: CompanySettings,
  stored: StoredCart,
  rules: readonly TargetingRule[],
  now: string,
): Promise<StoredCart> => {
  if (!askForVariants(rules)) return stored;
  const { companyId, timeZone } = settings.company;
  const running = await experiments.running(companyId);
  const context = { currency: currencyOf(settings, stored.cart), timeZone, now };
  return { ...stored, cart: cartWithVariants(stored.cart, running, context) };
};
