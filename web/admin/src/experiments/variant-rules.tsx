import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { hasOfferFor } from '../../../../core/experiments/rule-coverage.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { useRules } from '../upsell/use-rules.ts';
import type { Experiment } from './use-experiments.ts';

/** What each variant shows: the rules that ask for it, and the way to one more. */
export const VariantRules = ({ experiment }: { experiment: Experiment }) => {
  const rules = useRules();
  const canEdit = useCanEdit();
  const { experimentId } = experiment;
  if (rules.isPending) return <Skeleton variant="rounded" height={120} aria-label="Loading the rules" />;
  if (rules.isError) return <ErrorNotice error={rules.error} onRetry={() => rules.refetch()} />;
  return (
    <Panel
      title="What each variant shows"
      help="Offers of rules that ask for a variant of this experiment; rules that ask for none are shown to everybody."
    >
      <Stack component="ul" spacing={2} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {experiment.variants.map(({ variant }) => {
          const ofVariant = rules.data.filter((rule) => hasOfferFor([rule], { experimentId, variant }));
          const search = new URLSearchParams({ experiment: experimentId, variant });
          return (
            <Box component="li" key={variant}>
              <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
                <Typography variant="h3">{variant}</Typography>
                {canEdit && experiment.status !== 'STOPPED' && (
                  <Button size="small" component={RouterLink} to={`/momentum/upsell/new?${search}`}>
                    Add a rule for {variant}
                  </Button>
                )}
              </Stack>
              {ofVariant.length === 0 && (
                <Typography variant="body2" color="textSecondary">
                  No offer of its own.
                </Typography>
              )}
              {ofVariant.map(({ ruleId, name, enabled }) => (
                <Stack key={ruleId} direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                  <Link
                    component={RouterLink}
                    variant="body2"
                    to={`/momentum/upsell/rules/${encodeURIComponent(ruleId)}`}
                  >
                    {name}
                  </Link>
                  {!enabled && <Chip size="small" label="Off" />}
                </Stack>
              ))}
            </Box>
          );
        })}
      </Stack>
    </Panel>
  );
};
