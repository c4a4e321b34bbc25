import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import { monthOf } from '../../../../core/time/calendar-month.ts';
import { storeDayOf } from '../../../../core/time/store-day.ts';
import { useCompany } from '../companies/company-context.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatDay, formatShare } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { Panel } from '../layout/panel.tsx';
import { type Usage, useUsage } from '../usage/use-usage.ts';
import { entitlementNames, monthName, overQuotaText, placementName, priceText, quotaText } from './plan-words.ts';
import { StatementPanel } from './statement-panel.tsx';
import { type Plan, usePlans, useUsageMonths } from './use-settings.ts';

const TrendChart = lazy(async () => ({ default: (await import('../results/trend-chart.tsx')).TrendChart }));

const chartHeight = 260;

const Quota = ({ quota }: { quota: NonNullable<Usage['quota']> }) => (
  <Box>
    <LinearProgress
      variant="determinate"
      value={Math.min(100, quota.usedBasisPoints / 100)}
      color={quota.isUsedUp ? 'error' : 'primary'}
      aria-label="Used part of the plan"
      sx={{ height: 8, borderRadius: 1, my: 1 }}
    />
    <Typography variant="body2">
      {formatShare(quota.usedBasisPoints / 10_000)} of {quota.recommendationsPerMonth.toLocaleString()} are used.
    </Typography>
    {quota.isUsedUp && (
      <Alert severity="warning" sx={{ mt: 1 }}>
        The month’s recommendations were used up{quota.usedUpOn !== null && ` on ${formatDay(quota.usedUpOn)}`}.{' '}
        {overQuotaText(quota.whenOverQuota)}
      </Alert>
    )}
  </Box>
);

const Forecast = ({ forecast, quota }: Pick<Usage, 'forecast' | 'quota'>) =>
  forecast === null ? null : (
    <Typography variant="body2" color="textSecondary">
      About {forecast.served.toLocaleString()} are expected by the end of the month, most likely between{' '}
      {forecast.low.toLocaleString()} and {forecast.high.toLocaleString()}.
      {forecast.usedUpOn !== null &&
        quota &&
        !quota.isUsedUp &&
        ` The plan would be used up on ${formatDay(forecast.usedUpOn)}. ${overQuotaText(quota.whenOverQuota)}`}
    </Typography>
  );

const UsageFigures = ({ usage }: { usage: Usage }) => (
  <Stack spacing={2}>
    <Box>
      <Typography sx={{ fontSize: '1.6rem', fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
        {usage.served.toLocaleString()}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        lists were shown to shoppers; robots are left out.
      </Typography>
    </Box>
    {usage.quota && <Quota quota={usage.quota} />}
    <Forecast forecast={usage.forecast} quota={usage.quota} />
    {usage.widgetTypes.isOver && (
      <Alert severity="warning">
        {usage.widgetTypes.used} kinds of lists are shown; the plan includes {usage.widgetTypes.most}.
      </Alert>
    )}
    {usage.served > 0 && (
      <Suspense fallback={<Skeleton variant="rounded" height={chartHeight} aria-label="Loading the chart" />}>
        <TrendChart
          points={usage.days.map(({ date, served }) => ({ period: date, value: served }))}
          name="Lists shown"
          kind="count"
          currency={null}
        />
      </Suspense>
    )}
    {usage.placements.length > 0 && (
      <Typography variant="body2">
        {usage.placements
          .map(({ placement, served }) => `${placementName(placement)}: ${served.toLocaleString()}`)
          .join(' · ')}
      </Typography>
    )}
  </Stack>
);

const UsagePanel = ({ month, onMonth }: { month: string | undefined; onMonth: (month?: string) => void }) => {
  const usage = useUsage(month);
  const months = useUsageMonths();
  const shown = month ?? usage.data?.month ?? '';
  const options = [...new Set([...(months.data?.map((one) => one.month) ?? []), ...(shown === '' ? [] : [shown])])];
  return (
    <Panel title="Usage" help="Months are those of your store’s calendar.">
      {shown !== '' && (
        <Box sx={{ maxWidth: 260, mb: 2 }}>
          <ChoiceField label="Month" value={shown} options={options} nameOf={monthName} onChange={onMonth} />
        </Box>
      )}
      {usage.isPending && <Skeleton variant="rounded" height={240} aria-label="Loading the usage" />}
      {usage.isError && <ErrorNotice error={usage.error} onRetry={() => usage.refetch()} />}
      {usage.data && <UsageFigures usage={usage.data} />}
    </Panel>
  );
};

const PlanText = ({ plan, isOwn }: { plan: Plan; isOwn: boolean }) => (
  <Box component="li" sx={{ border: 1, borderColor: isOwn ? 'primary.main' : 'divider', borderRadius: 1, p: 2 }}>
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <Typography variant="h3">{plan.title}</Typography>
      {isOwn && <Chip size="small" color="primary" label="your plan" />}
    </Stack>
    <Typography variant="body2" color="textSecondary" sx={{ my: 0.5 }}>
      {priceText(plan)} · {quotaText(plan)} · {plan.support}
    </Typography>
    <Typography variant="body2">{plan.entitlements.map((name) => entitlementNames[name]).join(', ')}</Typography>
  </Box>
);

const PlanPanel = () => {
  const plans = usePlans();
  return (
    <Panel title="Plan" help="To change your plan, ask whoever runs this service for you.">
      {plans.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the plans" />}
      {plans.isError && <ErrorNotice error={plans.error} onRetry={() => plans.refetch()} />}
      {plans.data && (!plans.data.enabled || plans.data.own.plan === null) && (
        <Typography>Plans are switched off here: everything is included, in any number.</Typography>
      )}
      {plans.data?.enabled && plans.data.own.plan !== null && (
        <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {plans.data.plans.map((plan) => (
            <PlanText key={plan.name} plan={plan} isOwn={plan.name === plans.data.own.plan?.name} />
          ))}
        </Stack>
      )}
    </Panel>
  );
};

export const UsagePage = () => {
  const [month, setMonth] = useState<string>();
  const { timeZone } = useCompany();
  return (
    <>
      <PageHeader title="Usage and plan">How many lists of recommendations your shoppers were shown.</PageHeader>
      <Stack spacing={3}>
        <UsagePanel month={month} onMonth={setMonth} />
        <PlanPanel />
        <StatementPanel month={month ?? monthOf(storeDayOf(new Date().toISOString(), timeZone))} />
      </Stack>
    </>
  );
};
