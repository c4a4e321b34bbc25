import AddIcon from '@mui/icons-material/Add';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { formatPrice } from '../../../../core/money/format-price.ts';
import { defaultPricingSettings } from '../../../../core/pricing/price-floor.ts';
import type { ApiAnswer } from '../api/api-client.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useCanEdit, useCompany } from '../companies/company-context.ts';
import { DecimalField } from '../fields/decimal-field.tsx';
import { moneyFormat } from '../fields/number-formats.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { CatalogProduct } from '../products/use-products.ts';
import { EditorBar } from './editor-bar.tsx';
import {
  type BulkForm,
  bulkFormOf,
  bulkInputOf,
  sampleNextTier,
  samplePrice,
  sortedRows,
  type TierRow,
} from './tier-form.ts';
import { TierRowFields } from './tier-row.tsx';
import { type BulkConfig, useBulkConfig, usePricingSettings, useSaveBulkConfig } from './use-prices.ts';

type Sample = Parameters<typeof samplePrice>[0];

const exampleOf = (sample: Sample, { minQuantity, value }: TierRow): string => {
  const price = value === undefined ? undefined : samplePrice(sample, minQuantity);
  if (!price) return value === undefined ? 'Say how much.' : 'This product has no price in your currency.';
  const floor = price.isAtFloor ? ' (kept at your lowest price)' : '';
  return `${minQuantity} units: ${formatPrice(price.unitPrice)} each${floor}, together ${formatPrice(price.lineTotal)}; saves ${formatPrice(price.saving)}`;
};

/** What a shopper reads who has so many units in the cart. */
const NextTierSample = ({ sample, first }: { sample: Sample; first: number }) => {
  const [quantity, setQuantity] = useState(Math.max(1, first - 1));
  const next = sampleNextTier(sample, quantity);
  return (
    <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
      <Box sx={{ width: 110, flex: 'none' }}>
        <NumberField label="Units in cart" value={quantity} min={1} max={1_000_000} onChange={setQuantity} />
      </Box>
      <Typography variant="body2">
        {next
          ? `The shopper is told: add ${next.extraUnits} more and save ${Math.round(next.savingBasisPoints / 10) / 10}%, ${formatPrice(next.unitPrice)} each.`
          : 'No further units lower the price.'}
      </Typography>
    </Stack>
  );
};

/** Remarks of the server by place of the tier in what was sent. */
const remarksOf = (config: BulkConfig, error: Error | null, index: number, isChanged: boolean) => {
  const lies = ({ pointer }: { pointer: string }) => pointer.includes(`/tiers/${index}/`);
  const faults = error instanceof ApiProblem ? error.errors.filter(lies) : [];
  return [
    ...faults.map(({ message }) => ({ message, isFault: true })),
    ...(isChanged ? [] : config.warnings.filter(lies).map(({ message }) => ({ message, isFault: false }))),
  ];
};

const Editor = (props: {
  product: CatalogProduct;
  stored: ApiAnswer<BulkConfig>;
  onReload: () => Promise<ApiAnswer<BulkConfig> | undefined>;
}) => {
  const { product, stored } = props;
  const { currency, timeZone } = useCompany();
  const isDisabled = !useCanEdit();
  const settings = usePricingSettings().stored.data?.data.settings ?? defaultPricingSettings;
  const saving = useSaveBulkConfig(product.productId);
  const [form, setForm] = useState<BulkForm>(() => bulkFormOf(stored.data));
  const isChanged = JSON.stringify(bulkInputOf(form)) !== JSON.stringify(bulkInputOf(bulkFormOf(stored.data)));
  const sample: Sample = { form, product, settings, currency, now: new Date().toISOString() };
  const floor = form.floorPrices.find((price) => price.currency === currency);
  const rows = isChanged && !saving.isError ? form.tiers : sortedRows(form);

  const replace = (key: string, row: TierRow | undefined) =>
    setForm({ ...form, tiers: form.tiers.flatMap((one) => (one.key === key ? (row ?? []) : one)) });
  const add = () => {
    const minQuantity = Math.max(1, ...form.tiers.map((tier) => tier.minQuantity)) + 2;
    const row: TierRow = { key: crypto.randomUUID(), minQuantity, type: 'PERCENTAGE', value: undefined, enabled: true };
    setForm({ ...form, tiers: [...form.tiers, row] });
  };
  const setFloor = (amount: number | undefined) => {
    const others = form.floorPrices.filter((price) => price.currency !== currency);
    setForm({ ...form, floorPrices: amount === undefined ? others : [...others, { amount, currency }] });
  };
  const take = (config: BulkConfig) => setForm(bulkFormOf(config));
  const save = (etag = stored.etag) =>
    saving.mutate({ body: bulkInputOf(form), etag }, { onSuccess: ({ data }) => take(data) });
  const takeTheirs = async () => {
    const theirs = await props.onReload();
    saving.reset();
    if (theirs) take(theirs.data);
  };

  return (
    <Stack spacing={2}>
      {form.tiers.length === 0 && <Alert severity="info">This product costs the same, however many are bought.</Alert>}
      <Stack component="ul" spacing={1.5} aria-label="Quantity prices" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {rows.map((row) => (
          <TierRowFields
            key={row.key}
            row={row}
            example={exampleOf(sample, row)}
            remarks={remarksOf(stored.data, saving.error, sortedRows(form).indexOf(row), isChanged)}
            currency={currency}
            timeZone={timeZone}
            isDisabled={isDisabled}
            onChange={(changed) => replace(row.key, changed)}
            onRemove={() => replace(row.key, undefined)}
          />
        ))}
      </Stack>
      {!isDisabled && (
        <Box>
          <Button size="small" startIcon={<AddIcon />} onClick={add}>
            Add a quantity price
          </Button>
        </Box>
      )}
      {form.tiers.length > 0 && <NextTierSample sample={sample} first={sortedRows(form)[0]?.minQuantity ?? 2} />}
      <DecimalField
        label="Never below"
        value={floor?.amount}
        format={moneyFormat(currency)}
        min={0}
        max={1_000_000_000_000}
        unit={currency}
        isDisabled={isDisabled}
        help="Lowest price of a unit, whatever discounts and offers come together. Empty: your least margin decides."
        onChange={setFloor}
      />
      {!isDisabled && (
        <EditorBar
          what="these prices"
          isChanged={isChanged}
          isSaving={saving.isPending}
          error={saving.error}
          onDiscard={() => take(stored.data)}
          onSave={() => save()}
          onTakeTheirs={takeTheirs}
          onKeepMine={async () => save((await props.onReload())?.etag)}
        />
      )}
    </Stack>
  );
};

export const TiersPanel = ({ product }: { product: CatalogProduct }) => {
  const config = useBulkConfig(product.productId);
  return (
    <Panel
      title="Quantity prices"
      help="What a unit costs when more are bought. Shoppers see a change within 5 minutes."
    >
      {config.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the prices" />}
      {config.isError && <ErrorNotice error={config.error} onRetry={() => config.refetch()} />}
      {config.data && (
        <Editor product={product} stored={config.data} onReload={async () => (await config.refetch()).data} />
      )}
    </Panel>
  );
};
