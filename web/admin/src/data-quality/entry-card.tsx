import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatInstant } from '../layout/format.ts';
import type { EntryGroup } from './group-entries.ts';
import type { QuarantineEntry } from './use-data-quality.ts';
import { reasonHelp, reasonNames, sourceNames } from './words.ts';

const Payload = ({ entry }: { entry: QuarantineEntry }) => (
  <Box component="details" sx={{ mt: 1 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      What was sent last{entry.isCut && ' (its beginning)'}
    </Typography>
    <Box
      component="pre"
      tabIndex={0}
      aria-label="What was sent"
      sx={{ m: 0, mt: 1, p: 1.5, maxHeight: 240, overflow: 'auto', bgcolor: 'background.default', fontSize: '0.8rem' }}
    >
      {entry.payload}
    </Box>
  </Box>
);

/** Events that were set aside for the same reason, with what is wrong about them. */
export const EntryCard = (props: {
  group: EntryGroup;
  canReplay: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) => {
  const { newest: entry, entryIds } = props.group;
  const name = `${reasonNames[entry.reason]}, ${formatInstant(entry.receivedAt)}`;
  return (
    <Paper variant="outlined" component="article" aria-label={name} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1}>
        {props.canReplay && (
          <Checkbox
            sx={{ alignSelf: 'flex-start', p: 0.5 }}
            checked={props.isChosen}
            onChange={(_, isChosen) => props.onChoose(isChosen)}
            slotProps={{ input: { 'aria-label': `Choose: ${name}` } }}
          />
        )}
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h3">{reasonNames[entry.reason]}</Typography>
            {entryIds.length > 1 && <Chip size="small" label={`${entryIds.length.toLocaleString()} times`} />}
            <Chip size="small" variant="outlined" label={sourceNames[entry.source]} />
            <Typography variant="body2" color="textSecondary">
              {entryIds.length > 1 && 'last '}
              {formatInstant(entry.receivedAt)}
            </Typography>
          </Stack>
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {reasonHelp[entry.reason]}
          </Typography>
          {entry.faults.map(({ pointer, message }) => (
            <Typography key={`${pointer} ${message}`} variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
              <strong>{pointer === '' ? 'The event' : pointer.replace(/^\//, '').replaceAll('/', ' › ')}</strong>{' '}
              {message}
            </Typography>
          ))}
          <Payload entry={entry} />
        </Box>
      </Stack>
    </Paper>
  );
};
