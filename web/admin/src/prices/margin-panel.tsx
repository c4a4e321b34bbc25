import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { useCanEdit } from '../companies/company-context.ts';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat } from '../fields/number-formats.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { type PricingSettings, usePricingSettings } from './use-prices.ts';

const largestMargin = 9_900;

const Editor = (props: {
  settings: PricingSettings;
  isSaving: boolean;
  onSave: (settings: PricingSettings) => void;
}) => {
  const isDisabled = !useCanEdit();
  const [margin, setMargin] = useState(props.settings.minimumMarginBasisPoints);
  const isChanged = margin !== props.settings.minimumMarginBasisPoints;
  return (
    <Stack spacing={2} sx={{ maxWidth: 420 }}>
      <FormControlLabel
        label="Costs limit discounts"
        disabled={isDisabled}
        control={<Switch checked={margin !== null} onChange={(_, isOn) => setMargin(isOn ? 0 : null)} />}
      />
      {margin !== null && (
        <DecimalField
          label="Least margin"
          value={margin}
          format={percentFormat}
          min={0}
          max={largestMargin}
          unit="%"
          isDisabled={isDisabled}
          help="Share of the price that stays with you. 0: discounts may go down to what the product costs you."
          onChange={(value = 0) => setMargin(value)}
        />
      )}
      {!isDisabled && (
        <Button
          variant="contained"
          sx={{ alignSelf: 'flex-start' }}
          disabled={!isChanged}
          loading={props.isSaving}
          onClick={() => props.onSave({ minimumMarginBasisPoints: margin })}
        >
          Save margin
        </Button>
      )}
    </Stack>
  );
};

export const MarginPanel = () => {
  const { stored, change } = usePricingSettings();
  const error = change.error ?? stored.error;
  return (
    <Panel title="Lowest prices" help="No mix of discounts and offers takes a product below what this leaves.">
      {error && <ErrorNotice error={error} onRetry={() => stored.refetch()} />}
      {stored.isPending && <Skeleton variant="rounded" height={120} aria-label="Loading the margin" />}
      {stored.data && (
        <Editor
          key={stored.data.etag}
          settings={stored.data.data.settings}
          isSaving={change.isPending}
          onSave={(settings) => change.mutate(settings)}
        />
      )}
    </Panel>
  );
};
