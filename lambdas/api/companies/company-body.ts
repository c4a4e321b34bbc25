import type { Company } from '#core/companies/company';

/** A company as the API shows it. */
export const companyBody = <C extends Company>(company: C) => ({
  ...company,
  allowedOrigins: [...company.allowedOrigins],
});
