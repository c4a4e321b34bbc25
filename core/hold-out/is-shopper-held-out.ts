import type { CompanySettings } from '#core/companies/company-settings';
import { isHeldOut } from '#core/hold-out/is-held-out';

interface ShopperNames {
  readonly sessionId?: string;
  readonly customerId?: string;
}

/**
 * Whether to show a shopper nothing. The session decides, since orders and events name it; a customer only where nobody
 * says which session it is. Who is not named is not held out here: the page hides its lists itself.
 */
export const isShopperHeldOut = (
  { company, holdOut }: Pick<CompanySettings, 'company' | 'holdOut'>,
  { sessionId, customerId }: ShopperNames,
): boolean => {
  const unit = sessionId ?? customerId;
  return unit !== undefined && isHeldOut(company.companyId, holdOut.value, unit);
};
