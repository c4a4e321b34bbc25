import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { opportunityKinds } from '../../../../core/analytics/opportunity.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { type Confirmation, ConfirmDialog } from '../layout/confirm-dialog.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { actionNames, evidenceText, kindNames, linkOf, titleOf } from './opportunity-words.ts';
import { ReportOriginText } from './report-origin.tsx';
import { type Opportunity, useOpportunities, useTestOpportunity } from './use-reports.ts';

const OpportunityRow = (props: { opportunity: Opportunity; canEdit: boolean; isBusy: boolean; onTest: () => void }) => {
  const { opportunity, canEdit } = props;
  const title = titleOf(opportunity);
  return (
    <Paper variant="outlined" component="article" aria-label={title} sx={{ p: 2 }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h3" component="h2">
              {title}
            </Typography>
            <Chip size="small" variant="outlined" label={kindNames[opportunity.kind]} />
          </Stack>
          <Typography variant="body2" sx={{ mt: 0.75 }}>
            {evidenceText(opportunity)}
          </Typography>
        </Box>
        <Stack direction="row" spacing={1} useFlexGap sx={{ flex: 'none', alignItems: 'flex-start', flexWrap: 'wrap' }}>
          {opportunity.draft && canEdit && (
            <Button size="small" disabled={props.isBusy} onClick={props.onTest}>
              Test it first
            </Button>
          )}
          <Button size="small" variant="outlined" component={Link} to={linkOf(opportunity)}>
            {actionNames[opportunity.kind]}
          </Button>
        </Stack>
      </Stack>
    </Paper>
  );
};

export const OpportunitiesPage = () => {
  const [kind, setKind] = useState<Opportunity['kind']>();
  const found = useOpportunities(kind);
  const testing = useTestOpportunity();
  const canEdit = useCanEdit();
  const navigate = useNavigate();
  const [confirmation, setConfirmation] = useState<Confirmation>();

  const confirmTest = (draft: NonNullable<Opportunity['draft']>) =>
    setConfirmation({
      title: 'Prepare a test of this offer?',
      text: 'You get the draft of an experiment, half with the offer and half without, and its rule. Shoppers see nothing of it before you start the experiment.',
      action: 'Prepare',
      run: () =>
        testing.mutate(draft, {
          onSuccess: (experimentId) => navigate(`/momentum/experiments/${encodeURIComponent(experimentId)}`),
        }),
    });

  return (
    <>
      <PageHeader title="Opportunities">
        What your own orders, catalog and lists say could be better. The counts are what happened; what a change brings
        you only know once you have tested it.
      </PageHeader>
      <Stack spacing={1.5}>
        {testing.error && <ErrorNotice error={testing.error} />}
        {found.isError && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
        {found.isPending && <Skeleton variant="rounded" height={240} aria-label="Loading the opportunities" />}
        {found.origin !== undefined && <ReportOriginText origin={found.origin} />}
        {found.origin && (
          <Box sx={{ maxWidth: 380, py: 1 }}>
            <ChoiceField
              label="Kind"
              value={kind ?? ''}
              options={opportunityKinds}
              nameOf={(one) => kindNames[one]}
              isOptional
              help={kind === undefined ? 'All kinds are shown.' : undefined}
              onChange={setKind}
            />
          </Box>
        )}
        {found.origin && found.opportunities?.length === 0 && <Alert severity="success">Nothing was found.</Alert>}
        {found.opportunities?.map((opportunity) => (
          <OpportunityRow
            key={opportunity.opportunityId}
            opportunity={opportunity}
            canEdit={canEdit}
            isBusy={testing.isPending}
            onTest={() => opportunity.draft && confirmTest(opportunity.draft)}
          />
        ))}
        {found.hasNextPage && (
          <Button
            loading={found.isFetchingNextPage}
            onClick={() => found.fetchNextPage()}
            sx={{ alignSelf: 'flex-start' }}
          >
            Show more
          </Button>
        )}
      </Stack>
      <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />
    </>
  );
};
