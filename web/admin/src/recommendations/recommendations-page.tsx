import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ConfigEditor } from './config-editor.tsx';
import { FlagsPanel } from './flags-panel.tsx';
import { PerformanceStrip } from './performance-strip.tsx';
import { useRecommendationConfig } from './use-recommendation-config.ts';

const Editor = () => {
  const stored = useRecommendationConfig();
  if (stored.isPending) return <Skeleton variant="rounded" height={480} aria-label="Loading the settings" />;
  if (stored.isError) return <ErrorNotice error={stored.error} onRetry={() => stored.refetch()} />;
  return <ConfigEditor stored={stored.data} onReload={() => stored.refetch()} />;
};

export const RecommendationsPage = () => (
  <>
    <PageHeader title="Recommendations">
      Decide what shoppers see beside a product. Try a change in the preview; shoppers see it a few minutes after you
      save it.
    </PageHeader>
    <Stack spacing={3}>
      <Box>
        <PerformanceStrip />
      </Box>
      <Editor />
      <FlagsPanel />
    </Stack>
  </>
);
