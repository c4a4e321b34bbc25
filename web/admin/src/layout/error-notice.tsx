import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { ApiProblem } from '../api/api-problem.ts';

const adviceByCode: Readonly<Record<string, string>> = {
  unreachable: 'Check your connection and try again.',
  insufficient_role: 'Ask an owner of this store for the rights to do this.',
  rate_limited: 'Wait a moment and try again.',
};

const detailOf = (error: Error): string => {
  if (!(error instanceof ApiProblem)) return 'Something unexpected happened in this page.';
  const fields = error.errors.map(
    ({ pointer, message }) => `${pointer.replace(/^\/(body|query|path)\//, '')} ${message}`,
  );
  return adviceByCode[error.code] ?? [error.detail, ...fields].filter((part) => part !== '').join(' ');
};

/** What went wrong, in words, with a way on. The request id helps support to find the log. */
export const ErrorNotice = ({ error, onRetry }: { error: Error; onRetry?: () => void }) => (
  <Alert
    severity="error"
    sx={{ textAlign: 'start' }}
    action={
      onRetry && (
        <Button color="inherit" size="small" onClick={onRetry}>
          Try again
        </Button>
      )
    }
  >
    <AlertTitle>{error.message}</AlertTitle>
    {detailOf(error)}
    {error instanceof ApiProblem && error.requestId && <div>Reference: {error.requestId}</div>}
  </Alert>
);
