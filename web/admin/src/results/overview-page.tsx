import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useSearchParams } from 'react-router';
import { storeDayOf } from '../../../../core/time/store-day.ts';
import { useCompany } from '../companies/company-context.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { BreakdownPanel } from './breakdown-panel.tsx';
import { shownCurrency } from './figures.ts';
import { FunnelPanel } from './funnel-panel.tsx';
import { HoldOutPanel } from './hold-out-panel.tsx';
import { KeyFiguresPanel } from './key-figures-panel.tsx';
import { type Period, periodOf } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { type KeyFigures, useKeyFigures } from './use-results.ts';

const currenciesOf = ({ current, previous }: KeyFigures): (string | null)[] => [
  ...new Set([...current.byCurrency, ...previous.byCurrency].map(({ currency }) => currency)),
];

const Figures = (props: { period: Period; figures: KeyFigures; currency: string | null }) => (
  <Stack spacing={4}>
    {props.figures.current.sessions === 0 && props.figures.current.byCurrency.length === 0 && (
      <Alert severity="info">
        Nothing was counted in these days. Figures appear a minute after your shop&apos;s pages and orders report.
      </Alert>
    )}
    <KeyFiguresPanel figures={props.figures} currency={props.currency} />
    <HoldOutPanel results={props.figures.holdOut} />
    <TrendPanel period={props.period} currency={props.currency} />
    <FunnelPanel period={props.period} />
    <BreakdownPanel period={props.period} currency={props.currency} />
  </Stack>
);

export const OverviewPage = () => {
  const { timeZone, currency: own } = useCompany();
  const [search, setSearch] = useSearchParams();
  const today = storeDayOf(new Date().toISOString(), timeZone);
  const period = periodOf(search, today);
  const figures = useKeyFigures(period);
  const currencies = figures.data ? currenciesOf(figures.data) : [];
  const currency = shownCurrency(search.get('currency'), currencies, own);
  const change = (members: Readonly<Record<string, string>>) =>
    setSearch({ ...Object.fromEntries(search), ...members }, { replace: true });

  return (
    <>
      <PageHeader title="Results">
        What your shop sold, what of it recommendations and offers had touched, and what they really brought. Days are
        those of your store ({timeZone}).
      </PageHeader>
      <Stack direction="row" useFlexGap spacing={2} sx={{ mb: 3, flexWrap: 'wrap' }}>
        <PeriodPicker period={period} today={today} onChange={({ from, to }) => change({ from, to })} />
        {currencies.length > 1 && (
          <Box sx={{ width: 160 }}>
            <ChoiceField
              label="Currency"
              value={currency ?? ''}
              options={currencies.filter((one): one is string => one !== null)}
              nameOf={(one) => one}
              onChange={(one) => one && change({ currency: one })}
            />
          </Box>
        )}
      </Stack>
      {figures.isPending && <Skeleton variant="rounded" height={360} aria-label="Loading the figures" />}
      {figures.isError && <ErrorNotice error={figures.error} onRetry={() => figures.refetch()} />}
      {figures.data && (
        <Box sx={{ opacity: figures.isPlaceholderData ? 0.5 : 1 }}>
          <Figures period={period} figures={figures.data} currency={currency} />
        </Box>
      )}
    </>
  );
};
