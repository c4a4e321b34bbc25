import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { leavesOf } from '../../../../core/rules/check-condition.ts';
import { problemsByPointer } from '../api/api-problem.ts';
import { useCanEdit, useCompany } from '../companies/company-context.ts';
import { FormSaveBar } from '../layout/form-save-bar.tsx';
import { useLeaveWarning } from '../layout/use-leave-warning.ts';
import { BasicsSection } from './basics-section.tsx';
import { ConditionsSection } from './conditions-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { OfferSection } from './offer-section.tsx';
import { formOf, formText, inputOf, type Problems, problemsOf, type Rule, type RuleForm } from './rule-form.ts';
import { RulePreview } from './rule-preview.tsx';
import type { RuleSectionProps } from './section-props.ts';
import { TextsSection } from './texts-section.tsx';
import { useSaveRule } from './use-rules.ts';

/** The first product that a rule asks for: a cart with it shows the rule at work. */
const namedProduct = ({ conditions }: Rule): string | undefined =>
  leavesOf(conditions).flatMap((leaf) => (leaf.type === 'contains-product' ? leaf.productIds : []))[0];

export interface StoredRule {
  readonly rule: Rule;
  readonly etag: string | undefined;
}

export const RuleEditor = (props: {
  first: RuleForm;
  /** Absent for a new rule. */
  stored?: StoredRule;
  onReload?: () => Promise<StoredRule | undefined>;
}) => {
  const { stored } = props;
  const { currency, timeZone } = useCompany();
  const navigate = useNavigate();
  const saving = useSaveRule();
  const [form, setForm] = useState(props.first);
  const [saved, setSaved] = useState(() => formText(props.first));
  const [wasTried, setWasTried] = useState(false);
  const isDisabled = !useCanEdit();
  const isChanged = formText(form) !== saved;

  useLeaveWarning(isChanged);

  const found = problemsOf(form);
  const shown: Problems = wasTried ? new Map([...problemsByPointer(saving.error), ...found]) : new Map();
  const section: RuleSectionProps = {
    form,
    problems: shown,
    storeCurrency: currency,
    timeZone,
    isDisabled,
    onChange: (change) => setForm((before) => ({ ...before, ...change })),
  };

  const save = (etag = stored?.etag) => {
    setWasTried(true);
    if (found.size > 0) return;
    const change = { ruleId: stored?.rule.ruleId, input: inputOf(form), etag };
    saving.mutate(change, {
      onSuccess: ({ data }) => navigate('/momentum/upsell', { state: { saved: data.name } }),
    });
  };
  const takeTheirs = async () => {
    const theirs = await props.onReload?.();
    saving.reset();
    if (!theirs) return;
    const reloaded = formOf(theirs.rule);
    setForm(reloaded);
    setSaved(formText(reloaded));
  };

  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 7fr) minmax(0, 5fr)' },
      }}
    >
      <Stack spacing={3} component="form" aria-label="Rule" noValidate onSubmit={(event) => event.preventDefault()}>
        <BasicsSection {...section} />
        <OfferSection {...section} />
        <ConditionsSection {...section} />
        <LimitsSection {...section} />
        <TextsSection {...section} />
        {!isDisabled && (
          <FormSaveBar
            what="rule"
            backTo="/momentum/upsell"
            isNew={stored === undefined}
            isChanged={isChanged}
            problemCount={shown.size}
            error={saving.error}
            isSaving={saving.isPending}
            onSave={() => save()}
            onTakeTheirs={takeTheirs}
            onKeepMine={async () => save((await props.onReload?.())?.etag)}
          >
            <Button href="#preview" sx={{ display: { md: 'none' } }}>
              Try it
            </Button>
          </FormSaveBar>
        )}
      </Stack>
      <Box id="preview" sx={{ position: { md: 'sticky' }, top: { md: 128 }, alignSelf: 'start', scrollMarginTop: 128 }}>
        <RulePreview
          draft={found.size === 0 ? inputOf(form) : undefined}
          ruleId={stored?.rule.ruleId}
          suggestedId={stored && namedProduct(stored.rule)}
        />
      </Box>
    </Box>
  );
};
