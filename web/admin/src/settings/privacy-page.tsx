import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useCompany } from '../companies/company-context.ts';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatInstant } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { Panel } from '../layout/panel.tsx';
import { saveText } from '../layout/save-text.ts';
import { countsText, jobKindNames, jobStatusNames } from './privacy-words.ts';
import { type PrivacyJob, useExportLink, usePrivacyJobs, useStartPrivacyJob, useVerifyReport } from './use-settings.ts';

const statusColors: Readonly<Record<PrivacyJob['status'], 'info' | 'success' | 'error'>> = {
  running: 'info',
  succeeded: 'success',
  failed: 'error',
};

const JobFiles = ({ job }: { job: PrivacyJob }) => {
  const link = useExportLink();
  const fetchFile = () => link.mutate(job.jobId, { onSuccess: (url) => url !== null && location.assign(url) });
  const { report } = job;
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      {link.error && <ErrorNotice error={link.error} />}
      {job.kind === 'export' && job.fileExpiresAt !== null && (
        <>
          <Button size="small" variant="outlined" loading={link.isPending} onClick={fetchFile}>
            Download the file
          </Button>
          <Typography variant="body2" color="textSecondary">
            It is deleted on {formatInstant(job.fileExpiresAt)}.
          </Typography>
        </>
      )}
      {report !== null && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => saveText(report, `erasure-${job.jobId}.txt`, 'text/plain')}
        >
          Download the signed report
        </Button>
      )}
    </Stack>
  );
};

const JobCard = ({ job }: { job: PrivacyJob }) => {
  const name = `${jobKindNames[job.kind]}, ${formatInstant(job.createdAt)}`;
  return (
    <Paper variant="outlined" component="article" aria-label={name} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3">{jobKindNames[job.kind]}</Typography>
        <Chip size="small" color={statusColors[job.status]} label={jobStatusNames[job.status]} />
        <Typography variant="body2" color="textSecondary">
          {formatInstant(job.createdAt)}
          {job.requestedBy === 'server' && ', asked for by your shop’s server'}
        </Typography>
      </Stack>
      <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere', display: 'block' }}>
        Person {job.subject.slice(0, 16)} (the id itself is not kept)
      </Typography>
      {job.status === 'running' && <LinearProgress aria-label="Running" sx={{ my: 1.5 }} />}
      {job.failure !== null && (
        <Alert severity="error" sx={{ my: 1 }}>
          {job.failure}
        </Alert>
      )}
      {job.status === 'succeeded' && (
        <Typography variant="body2" sx={{ my: 1 }}>
          {countsText(job.counts)}
        </Typography>
      )}
      <JobFiles job={job} />
    </Paper>
  );
};

const RequestPanel = ({ onAsk }: { onAsk: (confirmation: Confirmation) => void }) => {
  const starting = useStartPrivacyJob();
  const [customerId, setCustomerId] = useState('');
  const id = customerId.trim();
  const start = (kind: PrivacyJob['kind']) =>
    starting.mutate({ kind, customerId: id }, { onSuccess: () => setCustomerId('') });
  return (
    <Panel title="A person’s data" help="By the customer id that your shop uses.">
      <Stack spacing={2} sx={{ maxWidth: 460 }}>
        {starting.error && <ErrorNotice error={starting.error} />}
        <TextField
          label="Customer id"
          value={customerId}
          slotProps={{ htmlInput: { maxLength: 128, autoComplete: 'off' } }}
          onChange={({ target }) => setCustomerId(target.value)}
        />
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            disabled={id === ''}
            loading={starting.isPending && starting.variables.kind === 'export'}
            onClick={() => start('export')}
          >
            Export
          </Button>
          <Button
            variant="outlined"
            color="error"
            disabled={id === ''}
            loading={starting.isPending && starting.variables.kind === 'erasure'}
            onClick={() =>
              onAsk({
                title: 'Erase this person for good?',
                text: `All that is kept of the customer “${id}” is erased: history, events and what was learned from them. Orders stay without their buyer. This cannot be undone.`,
                action: 'Erase',
                run: () => start('erasure'),
              })
            }
          >
            Erase
          </Button>
        </Stack>
      </Stack>
    </Panel>
  );
};

const VerifyPanel = () => {
  const verifying = useVerifyReport();
  const [report, setReport] = useState('');
  const { data } = verifying;
  return (
    <Panel title="Check a report" help="Whether a report of an erasure was signed here, and what it says.">
      <Stack spacing={2}>
        <TextField
          label="Report"
          value={report}
          multiline
          minRows={3}
          maxRows={8}
          slotProps={{ htmlInput: { maxLength: 20_000 } }}
          onChange={({ target }) => {
            setReport(target.value);
            verifying.reset();
          }}
        />
        <Button
          variant="outlined"
          sx={{ alignSelf: 'flex-start' }}
          disabled={report.trim() === ''}
          loading={verifying.isPending}
          onClick={() => verifying.mutate(report.trim())}
        >
          Check
        </Button>
        {verifying.error && <ErrorNotice error={verifying.error} />}
        {data && !data.isValid && <Alert severity="error">This report was not signed here, or was changed.</Alert>}
        {data?.report && (
          <Alert severity="success">
            Signed here. Asked for on {formatInstant(data.report.requestedAt)}, finished on{' '}
            {formatInstant(data.report.finishedAt)}. {countsText(data.report.counts)}
          </Alert>
        )}
      </Stack>
    </Panel>
  );
};

const Requests = () => {
  const jobs = usePrivacyJobs();
  const [confirmation, setConfirmation] = useState<Confirmation>();
  return (
    <Stack spacing={3}>
      <RequestPanel onAsk={setConfirmation} />
      <Stack spacing={1.5} component="section" aria-labelledby="requests">
        <Typography variant="h2" id="requests">
          Requests
        </Typography>
        {jobs.isError && <ErrorNotice error={jobs.error} onRetry={() => jobs.refetch()} />}
        {jobs.isPending && <Skeleton variant="rounded" height={120} aria-label="Loading the requests" />}
        {jobs.data?.length === 0 && <Alert severity="info">Nobody’s data was exported or erased yet.</Alert>}
        {jobs.data?.map((job) => (
          <JobCard key={job.jobId} job={job} />
        ))}
      </Stack>
      <VerifyPanel />
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </Stack>
  );
};

export const PrivacyPage = () => {
  const isOwner = useCompany().role === 'owner';
  return (
    <>
      <PageHeader title="Privacy">
        Give a shopper a copy of all that is kept of them, or erase it, with a signed report of what was erased.
      </PageHeader>
      {isOwner ? <Requests /> : <Alert severity="info">Only owners of this store see and start these requests.</Alert>}
    </>
  );
};
