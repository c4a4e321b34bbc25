import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { portionOf } from '../../../../core/money/basis-points.ts';
import { formatPrice } from '../../../../core/money/format-price.ts';
import { type SubscriptionFrequency, subscriptionFrequencies } from '../../../../core/subscriptions/frequency.ts';
import type { ApiAnswer } from '../api/api-client.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useCanEdit, useCompany } from '../companies/company-context.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { NamesField } from '../fields/names-field.tsx';
import { percentFormat, wholeFormat } from '../fields/number-formats.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import type { CatalogProduct } from '../products/use-products.ts';
import { EditorBar } from './editor-bar.tsx';
import {
  type SubscriptionConfig,
  type SubscriptionInput,
  useSaveSubscriptionConfig,
  useSubscriptionConfig,
} from './use-prices.ts';

const frequencyNames: Readonly<Record<SubscriptionFrequency, string>> = {
  WEEKLY: 'Every week',
  BIWEEKLY: 'Every 2 weeks',
  MONTHLY: 'Every month',
  BIMONTHLY: 'Every 2 months',
  QUARTERLY: 'Every 3 months',
  BIANNUALLY: 'Every 6 months',
  ANNUALLY: 'Every year',
};

const isFrequency = (name: string): name is SubscriptionFrequency => name in frequencyNames;

const inputOf = (config: SubscriptionInput): SubscriptionInput => {
  const { eligible, allowedFrequencies, defaultFrequency, discountBasisPoints, trial = null } = config;
  return { eligible, allowedFrequencies, defaultFrequency, discountBasisPoints, trial };
};

/** Frequencies in the order of the calendar, with a default among them. */
const withFrequencies = (form: SubscriptionInput, names: readonly string[]): SubscriptionInput => {
  const allowedFrequencies = subscriptionFrequencies.filter((one) => names.filter(isFrequency).includes(one));
  const kept = allowedFrequencies.find((one) => one === form.defaultFrequency);
  return { ...form, allowedFrequencies, defaultFrequency: kept ?? allowedFrequencies[0] ?? null };
};

const Forecast = ({ config }: { config: SubscriptionConfig }) => {
  const { forecast } = config;
  if (!forecast) return null;
  const { daysPerUnit, nearestFrequency, repeatBuyers, buyers, isEnough } = forecast;
  return (
    <Alert severity="info">
      {repeatBuyers.toLocaleString()} of {buyers.toLocaleString()} buyers came back; a unit lasts them about{' '}
      {Math.round(daysPerUnit)} days, which is nearest to {frequencyNames[nearestFrequency].toLowerCase()}.
      {!isEnough && ' That is too little to predict from, so the default holds.'}
    </Alert>
  );
};

const PriceExample = ({ product, form }: { product: CatalogProduct; form: SubscriptionInput }) => {
  const { currency } = useCompany();
  const price = product.prices.find((one) => one.currency === currency);
  if (!price || !form.eligible) return null;
  const amount = price.amount - portionOf(price.amount, form.discountBasisPoints);
  return (
    <Typography variant="body2">
      A delivery of one costs {formatPrice({ amount, currency })} instead of {formatPrice(price)}, as far as your lowest
      price allows.
    </Typography>
  );
};

const Trial = (props: {
  form: SubscriptionInput;
  isDisabled: boolean;
  onChange: (form: SubscriptionInput) => void;
}) => {
  const { form, isDisabled, onChange } = props;
  const { trial = null } = form;
  const change = (part: Partial<NonNullable<typeof trial>>) =>
    onChange({ ...form, trial: { deliveries: 1, discountBasisPoints: 0, ...trial, ...part } });
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
      <DecimalField
        label="Trial deliveries"
        value={trial?.deliveries}
        format={wholeFormat}
        min={1}
        max={24}
        isDisabled={isDisabled}
        help="First deliveries at another price. Empty: none."
        onChange={(deliveries) =>
          deliveries === undefined ? onChange({ ...form, trial: null }) : change({ deliveries })
        }
      />
      {trial && (
        <DecimalField
          label="Discount of those"
          value={trial.discountBasisPoints}
          format={percentFormat}
          min={0}
          max={10_000}
          unit="%"
          isDisabled={isDisabled}
          onChange={(discountBasisPoints = 0) => change({ discountBasisPoints })}
        />
      )}
    </Box>
  );
};

const Fields = (props: {
  form: SubscriptionInput;
  error: Error | null;
  isDisabled: boolean;
  onChange: (form: SubscriptionInput) => void;
}) => {
  const { form, isDisabled, onChange } = props;
  const problem = (pointer: string) =>
    props.error instanceof ApiProblem ? props.error.messageFor(pointer) : undefined;
  return (
    <>
      <NamesField
        label="How often"
        value={form.allowedFrequencies}
        options={subscriptionFrequencies}
        nameOf={(name) => (isFrequency(name) ? frequencyNames[name] : name)}
        isDisabled={isDisabled}
        error={problem('/allowedFrequencies')}
        help="What shoppers may choose from."
        onChange={(names) => onChange(withFrequencies(form, names))}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <ChoiceField
          label="Default"
          value={form.defaultFrequency ?? ''}
          options={form.allowedFrequencies}
          nameOf={(name) => frequencyNames[name]}
          isDisabled={isDisabled}
          error={problem('/defaultFrequency')}
          help="Offered when nothing better is known."
          onChange={(defaultFrequency = form.defaultFrequency ?? undefined) =>
            onChange({ ...form, defaultFrequency: defaultFrequency ?? null })
          }
        />
        <DecimalField
          label="Discount"
          value={form.discountBasisPoints}
          format={percentFormat}
          min={0}
          max={10_000}
          unit="%"
          isDisabled={isDisabled}
          help="Off every delivery."
          onChange={(discountBasisPoints = 0) => onChange({ ...form, discountBasisPoints })}
        />
      </Box>
      <Trial form={form} isDisabled={isDisabled} onChange={onChange} />
    </>
  );
};

const Editor = (props: {
  product: CatalogProduct;
  stored: ApiAnswer<SubscriptionConfig>;
  onReload: () => Promise<ApiAnswer<SubscriptionConfig> | undefined>;
}) => {
  const { product, stored } = props;
  const isDisabled = !useCanEdit();
  const saving = useSaveSubscriptionConfig(product.productId);
  const [form, setForm] = useState(() => inputOf(stored.data));
  const isChanged = JSON.stringify(form) !== JSON.stringify(inputOf(stored.data));
  const toggle = (eligible: boolean) => {
    const isFirst = eligible && form.allowedFrequencies.length === 0;
    setForm({ ...(isFirst ? withFrequencies(form, ['MONTHLY', 'BIMONTHLY']) : form), eligible });
  };
  const save = (etag = stored.etag) =>
    saving.mutate({ body: form, etag }, { onSuccess: async () => void (await props.onReload()) });
  const takeTheirs = async () => {
    const theirs = await props.onReload();
    saving.reset();
    if (theirs) setForm(inputOf(theirs.data));
  };
  return (
    <Stack spacing={2}>
      <Forecast config={stored.data} />
      <FormControlLabel
        label={form.eligible ? 'May be subscribed to' : 'May not be subscribed to'}
        disabled={isDisabled}
        control={<Switch checked={form.eligible} onChange={(_, eligible) => toggle(eligible)} />}
      />
      {form.eligible && <Fields form={form} error={saving.error} isDisabled={isDisabled} onChange={setForm} />}
      <PriceExample product={product} form={form} />
      {!isDisabled && (
        <EditorBar
          what="this subscription"
          isChanged={isChanged}
          isSaving={saving.isPending}
          error={saving.error}
          onDiscard={() => setForm(inputOf(stored.data))}
          onSave={() => save()}
          onTakeTheirs={takeTheirs}
          onKeepMine={async () => save((await props.onReload())?.etag)}
        />
      )}
    </Stack>
  );
};

export const SubscriptionPanel = ({ product }: { product: CatalogProduct }) => {
  const config = useSubscriptionConfig(product.productId);
  return (
    <Panel title="Subscription" help="Regular deliveries at a lower price. Shoppers see a change within 5 minutes.">
      {config.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the subscription" />}
      {config.isError && <ErrorNotice error={config.error} onRetry={() => config.refetch()} />}
      {config.data && (
        <Editor product={product} stored={config.data} onReload={async () => (await config.refetch()).data} />
      )}
    </Panel>
  );
};
