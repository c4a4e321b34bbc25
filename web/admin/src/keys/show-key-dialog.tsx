import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { IssuedKey } from './use-keys.ts';

/** The only time that a secret key can be read. */
export const ShowKeyDialog = ({ issued, onClose }: { issued: IssuedKey; onClose: () => void }) => {
  const [isCopied, setIsCopied] = useState(false);
  const key = issued.key ?? '';
  const copy = () =>
    navigator.clipboard.writeText(key).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={() => {}}>
      <DialogTitle>Your new key</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {issued.kind === 'secret' && (
            <Alert severity="warning">Copy this secret key now. It is never shown again.</Alert>
          )}
          <Stack direction="row" spacing={1} sx={{ pt: 1 }}>
            <TextField
              label="Key"
              value={key}
              fullWidth
              slotProps={{ htmlInput: { readOnly: true, style: { fontFamily: 'ui-monospace, monospace' } } }}
              onFocus={(event) => event.target.select()}
            />
            <Button variant="contained" onClick={copy} sx={{ flex: 'none' }}>
              {isCopied ? 'Copied' : 'Copy'}
            </Button>
          </Stack>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  );
};
