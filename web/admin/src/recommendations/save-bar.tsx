import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { AnswerOf, ApiAnswer } from '../api/api-client.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { ConflictNotice } from '../layout/conflict-notice.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { draftProblem, type RecommendationConfig } from './recommendation-config.ts';
import { useSaveRecommendationConfig } from './use-recommendation-config.ts';

interface SaveBarProps {
  readonly draft: RecommendationConfig;
  readonly isChanged: boolean;
  readonly version: number;
  readonly etag: string | undefined;
  readonly onDiscard: () => void;
  readonly onSaved: (config: RecommendationConfig) => void;
  readonly onReload: () => Promise<ApiAnswer<AnswerOf<'getRecommendationConfig'>> | undefined>;
}

export const SaveBar = (props: SaveBarProps) => {
  const saving = useSaveRecommendationConfig();
  const problem = draftProblem(props.draft);
  const isConflict = saving.error instanceof ApiProblem && saving.error.code === 'precondition_failed';
  const save = (etag: string | undefined) =>
    saving.mutate({ config: props.draft, etag }, { onSuccess: ({ data }) => props.onSaved(data.config) });
  const takeTheirs = async () => {
    const theirs = await props.onReload();
    saving.reset();
    if (theirs) props.onSaved(theirs.data.config);
  };
  const saved =
    props.version === 0 ? 'These are the default settings.' : `Everything is saved (version ${props.version}).`;
  const status = props.isChanged ? 'You have unsaved changes.' : saved;

  return (
    <Paper
      variant="outlined"
      sx={{ p: 2, zIndex: 2, ...(props.isChanged && { position: 'sticky', bottom: 12, boxShadow: 6 }) }}
    >
      <Stack spacing={1.5}>
        {isConflict && (
          <ConflictNotice
            what="these settings"
            onTakeTheirs={takeTheirs}
            onKeepMine={async () => save((await props.onReload())?.etag)}
          />
        )}
        {saving.error && !isConflict && <ErrorNotice error={saving.error} />}
        <Stack
          direction="row"
          spacing={1}
          useFlexGap
          sx={{ alignItems: 'center', justifyContent: 'flex-end', flexWrap: 'wrap' }}
        >
          <Typography
            variant="body2"
            role="status"
            sx={{ flex: { xs: '1 0 100%', sm: 1 } }}
            color={problem ? 'error' : 'textSecondary'}
          >
            {problem ?? status}
          </Typography>
          <Button href="#preview" sx={{ display: { md: 'none' } }}>
            Preview
          </Button>
          <Button onClick={props.onDiscard} disabled={!props.isChanged || saving.isPending}>
            Discard
          </Button>
          <Button
            variant="contained"
            onClick={() => save(props.etag)}
            disabled={!props.isChanged || problem !== undefined}
            loading={saving.isPending}
          >
            Save
          </Button>
        </Stack>
      </Stack>
    </Paper>
  );
};
