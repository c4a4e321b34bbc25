import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { mostViewWindowHours, mostWindowHours } from '../../../../core/attribution/attribution-settings.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat } from '../fields/number-formats.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatInstant } from '../layout/format.ts';
import { NumberField } from '../layout/number-field.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { Panel } from '../layout/panel.tsx';
import { type Attribution, type HoldOut, useAttribution, useHoldOut } from './use-settings.ts';

const mostShare = 5000;

const SaveButton = (props: { isChanged: boolean; isSaving: boolean; label: string; onSave: () => void }) => (
  <Button
    variant="contained"
    sx={{ alignSelf: 'flex-start' }}
    disabled={!props.isChanged}
    loading={props.isSaving}
    onClick={props.onSave}
  >
    {props.label}
  </Button>
);

const Earlier = ({ earlier }: Pick<HoldOut, 'earlier'>) =>
  earlier.length === 0 ? null : (
    <Typography variant="body2" color="textSecondary">
      Before:{' '}
      {earlier
        .toReversed()
        .map(({ shareBasisPoints, until }) => `${shareBasisPoints / 100}% until ${formatInstant(until)}`)
        .join(', ')}
    </Typography>
  );

const HoldOutEditor = (props: {
  holdOut: HoldOut;
  isSaving: boolean;
  onSave: (holdOut: { shareBasisPoints: number; salt: string }) => void;
}) => {
  const { holdOut } = props;
  const isDisabled = !useCanEdit();
  const [share, setShare] = useState(holdOut.shareBasisPoints);
  const [salt, setSalt] = useState(holdOut.salt);
  const isChanged = share !== holdOut.shareBasisPoints || salt !== holdOut.salt;
  return (
    <Stack spacing={2} sx={{ maxWidth: 460 }}>
      <DecimalField
        label="Held-out shoppers"
        value={share}
        format={percentFormat}
        min={0}
        max={mostShare}
        unit="%"
        isDisabled={isDisabled}
        help="The more, the sooner you know; the fewer, the less you miss. 5% suits most shops, 0% measures nothing."
        onChange={(next = 0) => setShare(next)}
      />
      <TextField
        label="Salt"
        value={salt}
        disabled={isDisabled}
        helperText="Another word deals all shoppers anew. Leave it as it is otherwise."
        slotProps={{ htmlInput: { maxLength: 60 } }}
        onChange={({ target }) => setSalt(target.value)}
      />
      {isChanged && (
        <Alert severity="info">
          Weeks in which the share changes cannot be compared, so measuring begins anew with the next week.
        </Alert>
      )}
      {!isDisabled && (
        <SaveButton
          isChanged={isChanged}
          isSaving={props.isSaving}
          label="Save share"
          onSave={() => props.onSave({ shareBasisPoints: share, salt })}
        />
      )}
      <Earlier earlier={holdOut.earlier} />
    </Stack>
  );
};

const HoldOutPanel = () => {
  const { stored, change } = useHoldOut();
  const error = change.error ?? stored.error;
  return (
    <Panel
      title="Hold-out"
      help="This share of your shoppers, chosen by chance, sees no recommendations and no offers. Only so can it be told what they bring."
    >
      {error && <ErrorNotice error={error} onRetry={() => stored.refetch()} />}
      {stored.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the hold-out" />}
      {stored.data && (
        <HoldOutEditor
          key={stored.data.etag}
          holdOut={stored.data.data.holdOut}
          isSaving={change.isPending}
          onSave={(holdOut) => change.mutate(holdOut)}
        />
      )}
    </Panel>
  );
};

const AttributionEditor = (props: {
  attribution: Attribution;
  isSaving: boolean;
  onSave: (attribution: Attribution) => void;
}) => {
  const { attribution } = props;
  const isDisabled = !useCanEdit();
  const [draft, setDraft] = useState(attribution);
  const isChanged =
    draft.clickWindowHours !== attribution.clickWindowHours || draft.viewWindowHours !== attribution.viewWindowHours;
  return (
    <Stack spacing={2} sx={{ maxWidth: 460 }}>
      <NumberField
        label="Hours after a click"
        value={draft.clickWindowHours}
        min={1}
        max={mostWindowHours}
        isDisabled={isDisabled}
        help="A click, an add to the cart or an accepted offer may earn an order for so long. 168 hours are a week."
        onChange={(clickWindowHours) => setDraft({ ...draft, clickWindowHours })}
      />
      <NumberField
        label="Hours after merely having been shown"
        value={draft.viewWindowHours}
        min={0}
        max={mostViewWindowHours}
        isDisabled={isDisabled}
        help="0: what was only seen earns nothing (recommended)."
        onChange={(viewWindowHours) => setDraft({ ...draft, viewWindowHours })}
      />
      {!isDisabled && (
        <SaveButton
          isChanged={isChanged}
          isSaving={props.isSaving}
          label="Save windows"
          onSave={() => props.onSave(draft)}
        />
      )}
    </Stack>
  );
};

const AttributionPanel = () => {
  const { stored, change } = useAttribution();
  const error = change.error ?? stored.error;
  return (
    <Panel
      title="Attribution"
      help="Which orders are credited to what was clicked before. Applies to orders from now on. Credit says what came before an order, not what caused it."
    >
      {error && <ErrorNotice error={error} onRetry={() => stored.refetch()} />}
      {stored.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the windows" />}
      {stored.data && (
        <AttributionEditor
          key={stored.data.etag}
          attribution={stored.data.data.attribution}
          isSaving={change.isPending}
          onSave={(attribution) => change.mutate(attribution)}
        />
      )}
    </Panel>
  );
};

export const MeasuringPage = () => (
  <>
    <PageHeader title="Measuring">How it is told what recommendations and offers bring.</PageHeader>
    <Stack spacing={3}>
      <HoldOutPanel />
      <AttributionPanel />
    </Stack>
  </>
);
