import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { storeDayOf } from '../../../../core/time/store-day.ts';
import { useCompany } from '../companies/company-context.ts';
import { DecimalField } from '../fields/decimal-field.tsx';
import { moneyFormat, percentFormat, wholeFormat } from '../fields/number-formats.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatShare } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { Panel } from '../layout/panel.tsx';
import { useSettled } from '../layout/use-settled.ts';
import { formatAmount } from './figures.ts';
import { CardGroup } from './key-figures-panel.tsx';
import { lastDays } from './period.ts';
import { questionOf, type ReturnForm, suggestedForm } from './return-form.ts';
import { useReturn } from './use-reports.ts';
import { useKeyFigures } from './use-results.ts';

const mostBasisPoints = 10_000;
const mostLift = 100_000;

const Fields = (props: { form: ReturnForm; currency: string; onChange: (change: Partial<ReturnForm>) => void }) => {
  const { form, currency, onChange } = props;
  const money = moneyFormat(currency);
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <DecimalField
        label="Orders in a month"
        value={form.ordersPerMonth}
        format={wholeFormat}
        min={0}
        max={1e8}
        onChange={(ordersPerMonth) => onChange({ ordersPerMonth })}
      />
      <DecimalField
        label="Average order"
        value={form.orderValueMinor}
        format={money}
        min={0}
        max={1e9}
        unit={currency}
        onChange={(orderValueMinor) => onChange({ orderValueMinor })}
      />
      <DecimalField
        label="Margin"
        value={form.marginBasisPoints}
        format={percentFormat}
        min={0}
        max={mostBasisPoints}
        unit="%"
        help="What stays with you of a sale, before other costs."
        onChange={(marginBasisPoints) => onChange({ marginBasisPoints })}
      />
      <DecimalField
        label="Cost of this service in a month"
        value={form.monthlyCostMinor}
        format={money}
        min={0}
        max={1e10}
        unit={currency}
        onChange={(monthlyCostMinor) => onChange({ monthlyCostMinor })}
      />
      <DecimalField
        label="If so many more shoppers ordered"
        value={form.conversionLiftBasisPoints}
        format={percentFormat}
        min={0}
        max={mostLift}
        unit="%"
        help="Your assumption. An experiment or the hold-out tells the truth."
        onChange={(conversionLiftBasisPoints) => onChange({ conversionLiftBasisPoints })}
      />
      <DecimalField
        label="If the average order grew by"
        value={form.orderValueLiftBasisPoints}
        format={percentFormat}
        min={0}
        max={mostLift}
        unit="%"
        help="Your assumption, too."
        onChange={(orderValueLiftBasisPoints) => onChange({ orderValueLiftBasisPoints })}
      />
    </Box>
  );
};

const Outcome = ({ form, currency }: { form: ReturnForm; currency: string }) => {
  const asked = useSettled(JSON.stringify(questionOf(form, currency) ?? null));
  const estimate = useReturn(JSON.parse(asked) ?? undefined);
  if (questionOf(form, currency) === undefined) return <Alert severity="info">Fill in all fields.</Alert>;
  if (estimate.isError) return <ErrorNotice error={estimate.error} onRetry={() => estimate.refetch()} />;
  if (!estimate.data) return <Skeleton variant="rounded" height={120} aria-label="Reckoning" />;
  const { extraOrders, extraRevenueMinor, extraMarginMinor, netMinor, returnOnCost, breakEvenBasisPoints } =
    estimate.data;
  return (
    <CardGroup
      title="In a month, if it were so"
      help="Reckoned from what you typed: no promise, and nothing that was measured."
      cards={[
        {
          label: 'More sales',
          value: formatAmount(extraRevenueMinor, currency),
          note: `${extraOrders.toLocaleString(undefined, { maximumFractionDigits: 0 })} more orders`,
        },
        { label: 'More margin', value: formatAmount(extraMarginMinor, currency) },
        {
          label: 'Left after the cost',
          value: formatAmount(netMinor, currency),
          note: returnOnCost === null ? undefined : `${formatShare(returnOnCost)} of the cost`,
        },
        {
          label: 'Pays for itself from',
          value:
            breakEvenBasisPoints === null || form.monthlyCostMinor === 0
              ? '–'
              : `+${formatShare(breakEvenBasisPoints / mostBasisPoints)}`,
          note: form.monthlyCostMinor === 0 ? 'type the cost to see it' : 'on the average order',
        },
      ]}
    />
  );
};

const Calculator = ({ first, currency }: { first: ReturnForm; currency: string }) => {
  const [form, setForm] = useState(first);
  return (
    <Stack spacing={3} sx={{ maxWidth: 900 }}>
      <Panel title="Your month" help="Filled in from your last 28 days where they are known.">
        <Fields
          form={form}
          currency={currency}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
        />
      </Panel>
      <Outcome form={form} currency={currency} />
    </Stack>
  );
};

const knownDays = 28;

export const CalculatorPage = () => {
  const { currency, timeZone } = useCompany();
  const today = storeDayOf(new Date().toISOString(), timeZone);
  const figures = useKeyFigures(lastDays(knownDays, today));
  const known = figures.data?.current.byCurrency.find((one) => one.currency === currency);
  return (
    <>
      <PageHeader title="Calculator">What a change would be worth to you, reckoned from what you assume.</PageHeader>
      {figures.isPending ? (
        <Skeleton variant="rounded" height={320} aria-label="Loading your last 28 days" />
      ) : (
        <Calculator first={suggestedForm(known, knownDays)} currency={currency} />
      )}
    </>
  );
};
