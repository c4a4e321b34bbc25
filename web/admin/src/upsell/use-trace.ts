import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AnswerOf, RequestOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';
import { useSettled } from '../layout/use-settled.ts';
import type { RuleInput } from './rule-form.ts';

export type Trace = AnswerOf<'traceCart'>;
export type SampleCart = NonNullable<RequestOf<'traceCart'>['body']['cart']>;

export interface TraceQuestion {
  readonly cart: SampleCart;
  /** The rule as the form has it. */
  readonly draft: RuleInput;
  /** The stored rule that the draft changes. */
  readonly draftOf: string | undefined;
  /** ISO-8601 UTC; now when absent. */
  readonly at: string | undefined;
}

/** The id under which a new rule appears in a trace. */
export const draftRuleId = 'draft';

const mostOffers = 10;

/** What a sample cart would be offered with the draft in force; nothing is asked while `question` is absent. */
export const useTrace = (question: TraceQuestion | undefined) => {
  const api = useApi();
  const { companyId } = useCompany();
  const asked = useSettled(question === undefined ? '' : JSON.stringify(question));
  return useQuery({
    queryKey: ['trace', companyId, asked],
    queryFn: async ({ signal }) => {
      const body = { ...(JSON.parse(asked) as TraceQuestion), limit: mostOffers };
      return (await api.traceCart({ query: { companyId }, body }, { signal })).data;
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
};
