import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ApiProblem } from '../api/api-problem.ts';
import { ConflictNotice } from '../layout/conflict-notice.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';

/** Says whether something is saved, saves it, and lets the person decide when somebody else was faster. */
export const EditorBar = (props: {
  what: string;
  isChanged: boolean;
  isSaving: boolean;
  error: Error | null;
  onDiscard: () => void;
  onSave: () => void;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}) => {
  const { error } = props;
  const isConflict = error instanceof ApiProblem && error.code === 'precondition_failed';
  return (
    <Stack spacing={1.5}>
      {isConflict && (
        <ConflictNotice what={props.what} onTakeTheirs={props.onTakeTheirs} onKeepMine={props.onKeepMine} />
      )}
      {error && !isConflict && <ErrorNotice error={error} />}
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'flex-end' }}>
        <Typography variant="body2" role="status" color="textSecondary" sx={{ flex: 1 }}>
          {props.isChanged ? 'You have unsaved changes.' : 'Everything is saved.'}
        </Typography>
        <Button onClick={props.onDiscard} disabled={!props.isChanged || props.isSaving}>
          Discard
        </Button>
        <Button variant="contained" onClick={props.onSave} disabled={!props.isChanged} loading={props.isSaving}>
          Save
        </Button>
      </Stack>
    </Stack>
  );
};
