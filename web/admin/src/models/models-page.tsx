import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useCanEdit } from '../companies/company-context.ts';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ModelCard } from './model-card.tsx';
import { TrainerPanel } from './trainer-panel.tsx';
import { useModelActions, useModels } from './use-models.ts';

export const ModelsPage = () => {
  const models = useModels();
  const actions = useModelActions();
  const canEdit = useCanEdit();
  const [confirmation, setConfirmation] = useState<Confirmation>();
  const isTraining = models.data?.some(({ status }) => status === 'training') ?? false;
  const hasEarlier =
    models.data?.some(({ status, rowsRemovedAt }) => status === 'retired' && rowsRemovedAt === null) ?? false;

  const confirmRollBack = () =>
    setConfirmation({
      title: 'Go back to the model before?',
      text: 'Shoppers see the recommendations of the model that was live before within a few minutes.',
      action: 'Roll back',
      run: () => actions.mutate({ kind: 'roll-back' }),
    });

  return (
    <>
      <PageHeader
        title="Models"
        actions={
          canEdit && (
            <>
              <Button onClick={confirmRollBack} disabled={!hasEarlier || actions.isPending}>
                Roll back
              </Button>
              <Button
                variant="contained"
                onClick={() => actions.mutate({ kind: 'train' })}
                disabled={isTraining}
                loading={actions.isPending && actions.variables.kind === 'train'}
              >
                {isTraining ? 'Training …' : 'Train now'}
              </Button>
            </>
          )
        }
      >
        Every night a new model learns from your orders and visits. It goes live only when it is at least about as good
        as the one before.
      </PageHeader>
      <Stack spacing={2}>
        {actions.error && <ErrorNotice error={actions.error} />}
        {models.isError && <ErrorNotice error={models.error} onRetry={() => models.refetch()} />}
        {models.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the models" />}
        {models.data?.length === 0 && (
          <Alert severity="info">
            There is no model yet. Import products and orders, then train the first one. Until then shoppers see similar
            and popular products.
          </Alert>
        )}
        {models.data?.map((model) => (
          <ModelCard
            key={model.modelVersion}
            model={model}
            canEdit={canEdit && !actions.isPending}
            onAction={(kind, question) =>
              setConfirmation({ ...question, run: () => actions.mutate({ kind, modelVersion: model.modelVersion }) })
            }
          />
        ))}
        <TrainerPanel />
      </Stack>
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </>
  );
};
