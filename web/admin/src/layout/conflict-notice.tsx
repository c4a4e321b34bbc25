import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';

/** Somebody else saved first: the person decides whose version stays. */
export const ConflictNotice = (props: { what: string; onTakeTheirs: () => void; onKeepMine: () => void }) => (
  <Alert severity="warning">
    Somebody else saved {props.what} while you were editing. Your changes are not lost.
    <Stack direction="row" spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }} useFlexGap>
      <Button size="small" color="inherit" variant="outlined" onClick={props.onTakeTheirs}>
        Reload theirs and drop mine
      </Button>
      <Button size="small" color="inherit" variant="outlined" onClick={props.onKeepMine}>
        Save mine over theirs
      </Button>
    </Stack>
  </Alert>
);
