import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatInstant } from '../layout/format.ts';
import { nextStart } from './next-start.ts';
import { type ImportJob, useRunImport } from './use-imports.ts';

const statusOf = ({
  status,
  dryRun,
}: ImportJob): { label: string; color: 'default' | 'info' | 'success' | 'error' } => {
  if (status === 'failed') return { label: 'Failed', color: 'error' };
  if (status === 'awaiting-upload') return { label: 'Waiting for the file', color: 'default' };
  if (status === 'running') return { label: dryRun ? 'Being checked' : 'Being imported', color: 'info' };
  return dryRun ? { label: 'Checked, not imported', color: 'info' } : { label: 'Imported', color: 'success' };
};

const countText = ({ counts, dryRun }: ImportJob): string => {
  const format = (count: number) => count.toLocaleString();
  const would = dryRun ? 'would be ' : '';
  return [
    `${format(counts.rowsRead)} rows read`,
    `${format(counts.created)} ${would}new`,
    `${format(counts.updated)} ${would}changed`,
    `${format(counts.unchanged)} unchanged`,
    `${format(counts.rowsRejected)} rejected`,
  ].join(' · ');
};

const Rejections = ({ job }: { job: ImportJob }) => (
  <Alert severity="warning" sx={{ mt: 2 }}>
    {job.rejections.map(({ code, message, rows }) => (
      <div key={`${code} ${message}`}>
        {rows.toLocaleString()} × {message}
      </div>
    ))}
    {job.reportUrl !== null && (
      <Button size="small" color="inherit" variant="outlined" href={job.reportUrl} download sx={{ mt: 1 }}>
        Download the rejected rows
      </Button>
    )}
  </Alert>
);

const Sample = ({ sample }: { sample: ImportJob['sample'] }) => (
  <Box component="details" sx={{ mt: 1.5 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      First differences
    </Typography>
    <Box component="ul" sx={{ pl: 2.5, my: 1 }}>
      {sample.map(({ id, change, summary }) => (
        <Typography key={id} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          <strong>{id}</strong> {change === 'created' ? 'is new' : 'changes'}: {summary}
        </Typography>
      ))}
    </Box>
  </Box>
);

export const ImportCard = ({ job, canEdit }: { job: ImportJob; canEdit: boolean }) => {
  const running = useRunImport();
  const { label, color } = statusOf(job);
  const next = canEdit ? nextStart(job) : undefined;
  const hasCounts = job.status !== 'awaiting-upload' && (job.status !== 'failed' || job.counts.rowsRead > 0);
  return (
    <Paper
      variant="outlined"
      component="article"
      aria-label={`Import of ${job.kind}, ${formatInstant(job.createdAt)}`}
      sx={{ p: { xs: 2, sm: 3 } }}
    >
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ justifyContent: 'space-between' }}>
        <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="h2" sx={{ textTransform: 'capitalize' }}>
            {job.kind}
          </Typography>
          <Chip size="small" color={color} label={label} />
          <Typography variant="body2" color="textSecondary">
            {formatInstant(job.createdAt)}
          </Typography>
        </Stack>
        {next && (
          <Button
            variant={job.status === 'failed' ? 'outlined' : 'contained'}
            onClick={() => running.mutate({ importId: job.importId, dryRun: next.dryRun })}
            loading={running.isPending}
          >
            {next.label}
          </Button>
        )}
      </Stack>
      {job.status === 'running' && (
        <LinearProgress variant="determinate" value={job.progress * 100} aria-label={label} sx={{ my: 2 }} />
      )}
      {hasCounts && (
        <Typography variant="body2" sx={{ mt: 1 }} role="status">
          {countText(job)}
        </Typography>
      )}
      {job.failure !== null && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {job.failure}
        </Alert>
      )}
      {running.error && <ErrorNotice error={running.error} />}
      {job.sample.length > 0 && <Sample sample={job.sample} />}
      {job.rejections.length > 0 && <Rejections job={job} />}
    </Paper>
  );
};
