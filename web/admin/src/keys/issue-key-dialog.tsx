import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { type ApiKey, type IssuedKey, useIssueKey } from './use-keys.ts';

export const IssueKeyDialog = (props: { onClose: () => void; onIssued: (key: IssuedKey) => void }) => {
  const [kind, setKind] = useState<ApiKey['kind']>('publishable');
  const [label, setLabel] = useState('');
  const issuing = useIssueKey();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issuing.mutate({ kind, label }, { onSuccess: ({ data }) => props.onIssued(data) });
  };
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="xs">
      <form onSubmit={submit}>
        <DialogTitle>New key</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            {issuing.error && <ErrorNotice error={issuing.error} />}
            <RadioGroup aria-label="Kind" value={kind} onChange={(_, value) => setKind(value as ApiKey['kind'])}>
              <FormControlLabel value="publishable" control={<Radio />} label="Publishable, for shop pages" />
              <FormControlLabel value="secret" control={<Radio />} label="Secret, for your server" />
            </RadioGroup>
            <TextField
              label="Name"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
              helperText="Where it will be used, so that you know it again."
              slotProps={{ htmlInput: { maxLength: 80 } }}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="contained" loading={issuing.isPending}>
            Create key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
