import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Confirmation } from '../layout/confirm-dialog.tsx';
import { formatInstant, formatShare } from '../layout/format.ts';
import { listName, metricsInOrder, putLiveAction, reasonNames, statusColors, statusNames } from './model-names.ts';
import { RunReport } from './run-report.tsx';
import type { Model } from './use-models.ts';

type Question = Omit<Confirmation, 'run'>;

interface ModelCardProps {
  readonly model: Model;
  readonly canEdit: boolean;
  readonly onAction: (kind: 'hold' | 'release' | 'roll-back', question: Question) => void;
}

const releaseQuestion: Question = {
  title: 'Put this model live?',
  text: 'Shoppers see its recommendations within a few minutes. You can roll back at any time.',
  action: 'Put live',
};

const holdQuestion: Question = {
  title: 'Hold this model back?',
  text: 'It does not go live by itself. You can put it live later.',
  action: 'Hold back',
};

const Actions = ({ model, canEdit, onAction }: ModelCardProps) => {
  const putLive = putLiveAction(model);
  return (
    <Stack direction="row" spacing={1} sx={{ flex: 'none' }}>
      {model.status === 'ready' && (
        <Button size="small" disabled={!canEdit} onClick={() => onAction('hold', holdQuestion)}>
          Hold back
        </Button>
      )}
      {putLive && (
        <Button size="small" variant="outlined" disabled={!canEdit} onClick={() => onAction(putLive, releaseQuestion)}>
          Put live
        </Button>
      )}
    </Stack>
  );
};

const Figures = ({ model }: { model: Model }) => {
  const [main] = metricsInOrder(model);
  const figures = [
    ...(main
      ? [
          [`Hit rate, ${listName(main[0]).toLowerCase()}`, formatShare(main[1].hitRate)],
          ['Coverage', formatShare(main[1].coverage)],
        ]
      : []),
    ...['products', 'orders', 'events'].flatMap((name) => {
      const count = model.counts[name];
      return count === undefined ? [] : [[`${name.charAt(0).toUpperCase()}${name.slice(1)}`, count.toLocaleString()]];
    }),
  ];
  return (
    <Stack direction="row" component="dl" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 4, rowGap: 1, my: 1.5 }}>
      {figures.map(([name, figure]) => (
        <Box key={name}>
          <Typography component="dt" variant="caption" color="textSecondary">
            {name}
          </Typography>
          <Typography component="dd" sx={{ m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            {figure}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
};

export const ModelCard = (props: ModelCardProps) => {
  const { model } = props;
  const reasons = model.decision?.reasons ?? [];
  return (
    <Paper
      component="article"
      variant="outlined"
      sx={{ p: { xs: 2, sm: 3 } }}
      aria-label={`Model ${model.modelVersion}`}
    >
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ justifyContent: 'space-between' }}>
        <Box>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
            <Typography variant="h2">{formatInstant(model.createdAt)}</Typography>
            <Chip size="small" color={statusColors[model.status]} label={statusNames[model.status]} />
          </Stack>
          <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {model.modelVersion} · {reasonNames[model.reason]}
          </Typography>
        </Box>
        <Actions {...props} />
      </Stack>
      {model.status === 'training' && <LinearProgress aria-label="In training" sx={{ my: 2 }} />}
      {model.failure !== null && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {model.failure}
        </Alert>
      )}
      <Figures model={model} />
      {reasons.length > 0 && (
        <Typography variant="body2" color={model.status === 'held' ? 'warning' : 'textSecondary'}>
          {reasons.join(' ')}
        </Typography>
      )}
      {model.rowsRemovedAt !== null && (
        <Typography variant="body2" color="textSecondary">
          Cleaned up on {formatInstant(model.rowsRemovedAt)}; it can no longer go live.
        </Typography>
      )}
      {model.status !== 'training' && <RunReport model={model} />}
    </Paper>
  );
};
