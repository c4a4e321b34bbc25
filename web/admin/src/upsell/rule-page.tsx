import Skeleton from '@mui/material/Skeleton';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { AnswerOf, ApiAnswer } from '../api/api-client.ts';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { firstRuleForm } from './first-rule-form.ts';
import { RuleEditor, type StoredRule } from './rule-editor.tsx';
import { formOf } from './rule-form.ts';
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

export const NewRulePage = () => {
  const { currency } = useCompany();
  const [search] = useSearchParams();
  const [first] = useState(() => firstRuleForm(search, currency));
  return (
    <>
      <PageHeader title="New rule">
        When a cart looks like this, make this offer. Try it on a sample cart before you save it.
      </PageHeader>
      <RuleEditor first={first} />
    </>
  );
};
