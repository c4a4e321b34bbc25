import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useCanEdit } from '../companies/company-context.ts';
import { type Flags, useFlags } from '../flags/use-flags.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';

const rows: readonly { flag: keyof Flags; label: string; help: string }[] = [
  { flag: 'recommendations_enabled', label: 'Recommendations', help: 'Off: no list is shown anywhere.' },
  {
    flag: 'mi_recommendations_enabled',
    label: 'Reasons written by AI',
    help: 'The nightly run writes friendlier reasons and drops pairs that make no sense.',
  },
  { flag: 'smart_upsell_enabled', label: 'Upsell offers', help: 'Targeted offers on product and cart pages.' },
  { flag: 'bulk_discounts_enabled', label: 'Bulk prices', help: 'Lower prices for larger quantities.' },
  {
    flag: 'subscription_intelligence_enabled',
    label: 'Subscription suggestions',
    help: 'Suggests how often a customer may want a product again.',
  },
];

export const FlagsPanel = () => {
  const { stored, change } = useFlags();
  const canEdit = useCanEdit();
  const flags = stored.data && { ...stored.data.data.flags, ...(change.isPending ? change.variables : {}) };
  const error = change.error ?? stored.error;
  return (
    <Panel title="Features" help="Turn whole features on or off. Shoppers see it within a few minutes.">
      {error && <ErrorNotice error={error} onRetry={stored.error ? () => stored.refetch() : undefined} />}
      {stored.isPending && <Skeleton variant="rounded" height={180} />}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        {flags &&
          rows.map(({ flag, label, help }) => (
            <Stack key={flag}>
              <FormControlLabel
                label={label}
                disabled={!canEdit || change.isPending}
                control={<Switch checked={flags[flag]} onChange={(_, isOn) => change.mutate({ [flag]: isOn })} />}
              />
              <Typography variant="body2" color="textSecondary" sx={{ pl: 6 }}>
                {help}
              </Typography>
            </Stack>
          ))}
      </Box>
    </Panel>
  );
};
