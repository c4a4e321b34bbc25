import { type ReactNode, useMemo, useState } from 'react';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { FullPageNotice } from '../layout/full-page-notice.tsx';
import { CompanyContext } from './company-context.ts';
import { FirstCompanyPage } from './first-company-page.tsx';
import { useCompanies } from './use-companies.ts';

const storageKey = 'smart-upsell.company';

/** Gives pages the chosen store; leads people without one to creating their first. */
export const CompanyGate = ({ children }: { children: ReactNode }) => {
  const companies = useCompanies();
  const [chosenId, setChosenId] = useState(() => localStorage.getItem(storageKey));

  const choice = useMemo(() => {
    const company = companies.data?.find(({ companyId }) => companyId === chosenId) ?? companies.data?.[0];
    if (!company || !companies.data) return undefined;
    const choose = (companyId: string) => {
      localStorage.setItem(storageKey, companyId);
      setChosenId(companyId);
    };
    return { company, companies: companies.data, choose };
  }, [companies.data, chosenId]);

  if (companies.isPending) return <FullPageNotice isBusy title="Loading your stores" />;
  if (companies.isError) {
    return (
      <FullPageNotice title="Your stores could not be loaded">
        <ErrorNotice error={companies.error} onRetry={() => companies.refetch()} />
      </FullPageNotice>
    );
  }
  if (!choice) return <FirstCompanyPage />;
  return <CompanyContext.Provider value={choice}>{children}</CompanyContext.Provider>;
};
