import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useCanEdit } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { EntryCard } from './entry-card.tsx';
import { groupEntries } from './group-entries.ts';
import { QualityDays } from './quality-days.tsx';
import { useQuarantine, useReplay } from './use-data-quality.ts';
import { replayText } from './words.ts';

const mostAtOnce = 100;

export const DataQualityPage = () => {
  const quarantine = useQuarantine();
  const replaying = useReplay();
  const canEdit = useCanEdit();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const entries = quarantine.entries ?? [];
  const choose = (entryIds: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const others = [...before].filter((entryId) => !entryIds.includes(entryId));
      return new Set(isChosen ? [...others, ...entryIds] : others);
    });
  const ids = entries.map(({ entryId }) => entryId).filter((entryId) => chosen.has(entryId));
  const replay = () => replaying.mutate(ids.slice(0, mostAtOnce), { onSuccess: () => setChosen(new Set()) });

  return (
    <>
      <PageHeader title="Data quality">
        Events of your shop that could not be counted are set aside here for 30 days, with what is wrong about them.
      </PageHeader>
      <Stack spacing={3}>
        <QualityDays />
        <Stack spacing={1.5} component="section" aria-labelledby="set-aside">
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h2" id="set-aside" sx={{ flex: 1 }}>
              Set aside
            </Typography>
            {canEdit && entries.length > 0 && (
              <>
                <Button size="small" onClick={() => setChosen(new Set(entries.map(({ entryId }) => entryId)))}>
                  Choose all shown
                </Button>
                <Button
                  size="small"
                  variant="outlined"
                  disabled={ids.length === 0}
                  loading={replaying.isPending}
                  onClick={replay}
                >
                  Send again{ids.length > 0 && ` (${ids.length})`}
                </Button>
              </>
            )}
          </Stack>
          {replaying.error && <ErrorNotice error={replaying.error} />}
          {replaying.data && (
            <Alert severity="info" role="status">
              {replayText(replaying.data)}.
            </Alert>
          )}
          {quarantine.isError && <ErrorNotice error={quarantine.error} onRetry={() => quarantine.refetch()} />}
          {quarantine.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the events" />}
          {quarantine.entries?.length === 0 && (
            <Alert severity="success">Nothing is set aside: all events of the last 30 days were good.</Alert>
          )}
          {groupEntries(entries).map((group) => (
            <EntryCard
              key={group.newest.entryId}
              group={group}
              canReplay={canEdit}
              isChosen={group.entryIds.every((entryId) => chosen.has(entryId))}
              onChoose={(isChosen) => choose(group.entryIds, isChosen)}
            />
          ))}
          {quarantine.hasNextPage && (
            <Button
              loading={quarantine.isFetchingNextPage}
              onClick={() => quarantine.fetchNextPage()}
              sx={{ alignSelf: 'flex-start' }}
            >
              Show more
            </Button>
          )}
        </Stack>
      </Stack>
    </>
  );
};
