import Skeleton from '@mui/material/Skeleton';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { AnswerOf, ApiAnswer } from '../api/api-client.ts';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { newGroup, newLeaf } from './condition-form.ts';
import { RuleEditor, type StoredRule } from './rule-editor.tsx';
import { formOf, newRuleForm, type RuleForm } from './rule-form.ts';
import { useRule } from './use-rules.ts';

const storedOf = ({ data, etag }: ApiAnswer<AnswerOf<'getRule'>>): StoredRule => ({ rule: data, etag });

const Editor = ({ ruleId }: { ruleId: string }) => {
  const rule = useRule(ruleId);
  if (rule.isPending) return <Skeleton variant="rounded" height={480} aria-label="Loading the rule" />;
  if (rule.isError) return <ErrorNotice error={rule.error} onRetry={() => rule.refetch()} />;
  const reload = async () => {
    const { data } = await rule.refetch();
    return data && storedOf(data);
  };
  return (
    <>
      <PageHeader title={rule.data.data.name}>
        Try every change on a sample cart. Shoppers see it within a minute after you save.
      </PageHeader>
      <RuleEditor first={formOf(rule.data.data)} stored={storedOf(rule.data)} onReload={reload} />
    </>
  );
};

export const RulePage = () => {
  const { ruleId = '' } = useParams();
  return <Editor key={ruleId} ruleId={ruleId} />;
};

/** An empty rule, or one for a variant of an experiment when the address names one. */
const firstForm = (search: URLSearchParams, currency: string): RuleForm => {
  const form = newRuleForm('CROSS_SELL', currency);
  const [experimentId, variant] = [search.get('experiment'), search.get('variant')];
  if (experimentId === null) return form;
  const args = { experimentId, ...(variant !== null && { variants: [variant] }) };
  return { ...form, conditions: newGroup('all', [newLeaf('experiment-variant', args)]) };
};

export const NewRulePage = () => {
  const { currency } = useCompany();
  const [search] = useSearchParams();
  const [first] = useState(() => firstForm(search, currency));
  return (
    <>
      <PageHeader title="New rule">
        When a cart looks like this, make this offer. Try it on a sample cart before you save it.
      </PageHeader>
      <RuleEditor first={first} />
    </>
  );
};
