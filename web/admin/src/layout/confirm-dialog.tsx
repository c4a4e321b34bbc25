import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';

export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly run: () => void;
}

/** Asks before something that shoppers or servers will notice. */
export const ConfirmDialog = (props: { confirmation: Confirmation | undefined; onClose: () => void }) => {
  const { confirmation, onClose } = props;
  return (
    <Dialog open={confirmation !== undefined} onClose={onClose}>
      <DialogTitle>{confirmation?.title}</DialogTitle>
      <DialogContent>
        <DialogContentText>{confirmation?.text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Cancel
        </Button>
        <Button
          variant="contained"
          onClick={() => {
            confirmation?.run();
            onClose();
          }}
        >
          {confirmation?.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
};
