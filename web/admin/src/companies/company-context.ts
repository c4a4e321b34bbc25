import { createContext, useContext } from 'react';
import type { AnswerOf } from '../api/api-client.ts';

/** A store that the signed-in person belongs to, with their role in it. */
export type Company = AnswerOf<'listCompanies'>['data'][number];

export interface CompanyChoice {
  readonly company: Company;
  readonly companies: readonly Company[];
  readonly choose: (companyId: string) => void;
}

export const CompanyContext = createContext<CompanyChoice | undefined>(undefined);

export const useCompanyChoice = (): CompanyChoice => {
  const choice = useContext(CompanyContext);
  if (!choice) throw new Error('useCompanyChoice is used outside CompanyGate');
  return choice;
};

export const useCompany = (): Company => useCompanyChoice().company;

/** Whether the person may change things in the chosen store. */
export const useCanEdit = (): boolean => useCompany().role !== 'viewer';
