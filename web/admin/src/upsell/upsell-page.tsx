import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { comparePrecedence } from '../../../../core/rules/precedence.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { FlagNotice } from '../flags/flag-notice.tsx';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import type { Rule } from './rule-form.ts';
import { RuleRow } from './rule-row.tsx';
import { useDeleteRule, useFindings, useRules, useToggleRule } from './use-rules.ts';

const byPrecedence = (a: Rule, b: Rule): number => comparePrecedence(a, b) || (a.ruleId < b.ruleId ? -1 : 1);

/** Said once after the form has saved a rule. */
const useSavedName = (): string | undefined => {
  const { state } = useLocation() as { state: unknown };
  const saved = typeof state === 'object' && state !== null && 'saved' in state ? state.saved : undefined;
  return typeof saved === 'string' ? saved : undefined;
};

export const UpsellPage = () => {
  const rules = useRules();
  const findings = useFindings();
  const toggling = useToggleRule();
  const deletion = useDeleteRule();
  const canEdit = useCanEdit();
  const savedName = useSavedName();
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const error = toggling.error ?? deletion.error ?? findings.error;

  const confirmDeletion = ({ ruleId, name }: Rule) =>
    setConfirmation({
      title: 'Delete this rule?',
      text: `“${name}” stops within a minute. What it was shown for stays in your figures.`,
      action: 'Delete',
      run: () => deletion.mutate(ruleId),
    });

  return (
    <>
      <PageHeader
        title="Upsell"
        actions={
          canEdit && (
            <Button variant="contained" component={Link} to="/momentum/upsell/new">
              New rule
            </Button>
          )
        }
      >
        Offers that shoppers see with their cart, in the order in which they are considered. Changes reach shoppers
        within a minute.
      </PageHeader>
      <Stack spacing={1.5}>
        <FlagNotice flag="smart_upsell_enabled" text="Upsell offers are off: shoppers see none of these." />
        {savedName !== undefined && <Alert severity="success">“{savedName}” is saved.</Alert>}
        {error && <ErrorNotice error={error} />}
        {rules.isError && <ErrorNotice error={rules.error} onRetry={() => rules.refetch()} />}
        {rules.isPending && <Skeleton variant="rounded" height={240} aria-label="Loading the rules" />}
        {rules.data?.length === 0 && (
          <Alert severity="info">
            There are no rules yet. Create one, and try it on a sample cart before you save it.
          </Alert>
        )}
        {rules.data?.toSorted(byPrecedence).map((rule) => (
          <RuleRow
            key={rule.ruleId}
            rule={rule}
            findings={findings.data?.filter(({ ruleId }) => ruleId === rule.ruleId) ?? []}
            canEdit={canEdit}
            turningTo={
              toggling.isPending && toggling.variables.ruleId === rule.ruleId ? toggling.variables.enabled : undefined
            }
            onToggle={(enabled) => toggling.mutate({ ruleId: rule.ruleId, enabled })}
            onDelete={() => confirmDeletion(rule)}
          />
        ))}
      </Stack>
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </>
  );
};
