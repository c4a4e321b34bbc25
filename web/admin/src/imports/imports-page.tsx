import Alert from '@mui/material/Alert';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useCanEdit } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ImportCard } from './import-card.tsx';
import { ImportForm } from './import-form.tsx';
import { useImports } from './use-imports.ts';

export const ImportsPage = () => {
  const imports = useImports();
  const canEdit = useCanEdit();
  return (
    <>
      <PageHeader title="Imports">
        Bring in products, orders and customers from a file. Every file is checked first, and the same file twice
        changes nothing.
      </PageHeader>
      <Stack spacing={2}>
        {canEdit && <ImportForm />}
        {imports.isError && <ErrorNotice error={imports.error} onRetry={() => imports.refetch()} />}
        {imports.isPending && <Skeleton variant="rounded" height={120} aria-label="Loading the imports" />}
        {imports.data?.length === 0 && <Alert severity="info">Nothing has been imported from a file yet.</Alert>}
        {imports.data?.map((job) => (
          <ImportCard key={job.importId} job={job} canEdit={canEdit} />
        ))}
      </Stack>
    </>
  );
};
