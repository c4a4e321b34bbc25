import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface FormSaveBarProps {
  /** What is edited, e.g. `rule`. */
  readonly what: string;
  /** Page to go back to. */
  readonly backTo: string;
  readonly isNew: boolean;
  readonly isChanged: boolean;
  readonly problemCount: number;
  readonly error: Error | null;
  readonly isSaving: boolean;
  /** Further buttons. */
  readonly children?: ReactNode;
  readonly onSave: () => void;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

const statusOf = ({ what, isNew, isChanged, problemCount }: FormSaveBarProps): string => {
  if (problemCount > 0)
    return problemCount === 1 ? 'One field needs your attention.' : `${problemCount} fields need your attention.`;
  if (isNew) return `This ${what} is not saved yet.`;
  return isChanged ? 'You have unsaved changes.' : 'Everything is saved.';
};

/** Below a form: how it stands, and saving it, also over what somebody else saved meanwhile. */
export const FormSaveBar = (props: FormSaveBarProps) => {
  const { error, what } = props;
  const isConflict = error instanceof ApiProblem && error.code === 'precondition_failed';
  return (
    <Paper
      variant="outlined"
      sx={{
        p: 2,
        zIndex: 2,
        ...((props.isChanged || props.isNew) && { position: 'sticky', bottom: 12, boxShadow: 6 }),
      }}
    >
      <Stack spacing={1.5}>
        {isConflict && (
          <ConflictNotice what={`this ${what}`} onTakeTheirs={props.onTakeTheirs} onKeepMine={props.onKeepMine} />
        )}
        {error && !isConflict && <ErrorNotice error={error} />}
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
            color={props.problemCount > 0 ? 'error' : 'textSecondary'}
          >
            {statusOf(props)}
          </Typography>
          {props.children}
          <Button component={Link} to={props.backTo}>
            Back
          </Button>
          <Button
            variant="contained"
            onClick={props.onSave}
            disabled={!props.isNew && !props.isChanged}
            loading={props.isSaving}
          >
            {props.isNew ? `Create ${what}` : 'Save'}
          </Button>
        </Stack>
      </Stack>
    </Paper>
  );
};
