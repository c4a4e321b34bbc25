import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatInstant } from '../layout/format.ts';
import type { ApiKey } from './use-keys.ts';

const StatusChip = ({ apiKey }: { apiKey: ApiKey }) => {
  if (apiKey.status === 'revoked') return <Chip size="small" label="Revoked" />;
  if (apiKey.revokesAt === null) return <Chip size="small" color="success" label="Active" />;
  return <Chip size="small" color="warning" label={`Works until ${formatInstant(apiKey.revokesAt)}`} />;
};

export const KeyRow = (props: { apiKey: ApiKey; canEdit: boolean; onRotate: () => void; onRevoke: () => void }) => {
  const { apiKey } = props;
  const isUsable = apiKey.status === 'active';
  return (
    <Paper
      variant="outlined"
      component="article"
      aria-label={apiKey.label || apiKey.display}
      sx={{ p: 2, opacity: isUsable ? 1 : 0.7 }}
    >
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h3">{apiKey.label || 'Without a name'}</Typography>
            <Chip size="small" variant="outlined" label={apiKey.kind === 'secret' ? 'Secret' : 'Publishable'} />
            <StatusChip apiKey={apiKey} />
          </Stack>
          <Typography variant="body2" sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', mt: 0.5 }}>
            {apiKey.display}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            Since {formatInstant(apiKey.createdAt)}
          </Typography>
        </Box>
        {props.canEdit && isUsable && (
          <Stack direction="row" spacing={1} sx={{ flex: 'none', alignItems: 'center' }}>
            <Button size="small" onClick={props.onRotate} disabled={apiKey.revokesAt !== null}>
              Replace
            </Button>
            <Button size="small" color="error" onClick={props.onRevoke}>
              Revoke
            </Button>
          </Stack>
        )}
      </Stack>
    </Paper>
  );
};
