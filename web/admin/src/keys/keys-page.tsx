import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useCompany } from '../companies/company-context.ts';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { IssueKeyDialog } from './issue-key-dialog.tsx';
import { KeyRow } from './key-row.tsx';
import { ShowKeyDialog } from './show-key-dialog.tsx';
import { type ApiKey, type IssuedKey, useKeys, useRevokeKey, useRotateKey } from './use-keys.ts';

export const KeysPage = () => {
  const keys = useKeys();
  const rotation = useRotateKey();
  const revocation = useRevokeKey();
  const isOwner = useCompany().role === 'owner';
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const [isIssuing, setIsIssuing] = useState(false);
  const [issued, setIssued] = useState<IssuedKey>();
  const error = rotation.error ?? revocation.error;

  const confirmRotation = (key: ApiKey) =>
    setConfirmation({
      title: 'Replace this key?',
      text: 'You get a new key now. The old one keeps working for 24 hours, so that nothing breaks while you change over.',
      action: 'Replace',
      run: () => rotation.mutate(key, { onSuccess: ({ data }) => setIssued(data) }),
    });
  const confirmRevocation = (key: ApiKey) =>
    setConfirmation({
      title: 'Revoke this key?',
      text: `Everything that still uses ${key.display} stops working at once. This cannot be undone.`,
      action: 'Revoke',
      run: () => revocation.mutate(key),
    });

  return (
    <>
      <PageHeader
        title="Keys"
        actions={
          isOwner && (
            <Button variant="contained" onClick={() => setIsIssuing(true)}>
              New key
            </Button>
          )
        }
      >
        Publishable keys belong into your shop pages. Secret keys let your server send orders and products; keep them
        out of web pages.
      </PageHeader>
      <Stack spacing={1.5}>
        {error && <ErrorNotice error={error} />}
        {keys.isError && <ErrorNotice error={keys.error} onRetry={() => keys.refetch()} />}
        {keys.isPending && <Skeleton variant="rounded" height={120} aria-label="Loading the keys" />}
        {keys.data?.length === 0 && <Alert severity="info">There are no keys yet.</Alert>}
        {keys.data?.map((key) => (
          <KeyRow
            key={key.keyId}
            apiKey={key}
            canEdit={isOwner}
            onRotate={() => confirmRotation(key)}
            onRevoke={() => confirmRevocation(key)}
          />
        ))}
      </Stack>
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
      {isIssuing && (
        <IssueKeyDialog
          onClose={() => setIsIssuing(false)}
          onIssued={(key) => {
            setIsIssuing(false);
            setIssued(key);
          }}
        />
      )}
      {issued && <ShowKeyDialog issued={issued} onClose={() => setIssued(undefined)} />}
    </>
  );
};
