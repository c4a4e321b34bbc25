import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { formatInstant, formatShare } from '../layout/format.ts';
import type { ReportOrigin } from './use-reports.ts';

/** What a report of the night was made from, or how to get the first one. */
export const ReportOriginText = ({ origin }: { origin: ReportOrigin | null }) => {
  if (origin === null) {
    return (
      <Alert
        severity="info"
        action={
          <Button component={Link} to="/momentum/models" color="inherit" size="small">
            Models
          </Button>
        }
      >
        This comes with the first training run: every night, or when you train a model by hand.
      </Alert>
    );
  }
  const sample = origin.sampleShare < 1 ? `, a sample of ${formatShare(origin.sampleShare)} of your shoppers` : '';
  return (
    <Typography variant="body2" color="textSecondary">
      As of {formatInstant(origin.computedAt)}, from {origin.orders.toLocaleString()} orders
      {origin.oldestOrderAt !== null && ` since ${formatInstant(origin.oldestOrderAt)}`} and {origin.eventDays} days of
      visits{sample}.
    </Typography>
  );
};
