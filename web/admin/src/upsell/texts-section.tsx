import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Panel } from '../layout/panel.tsx';
import type { TextRow } from './rule-form.ts';
import type { RuleSectionProps } from './section-props.ts';

const Row = (props: {
  row: TextRow;
  problems: RuleSectionProps['problems'];
  isDisabled: boolean;
  onChange: (row: TextRow) => void;
  onRemove: () => void;
}) => {
  const { row, problems, isDisabled, onChange } = props;
  const problem = (member: string) => problems.get(`/texts/${row.locale}${member}`);
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '9rem 1fr' } }}>
        <TextField
          label="Language"
          placeholder="all"
          value={row.locale}
          disabled={isDisabled}
          error={problem('') !== undefined}
          helperText={problem('') ?? 'Such as de; empty for all others.'}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={({ target }) => onChange({ ...row, locale: target.value })}
        />
        <Stack spacing={1.5}>
          <TextField
            label="Title"
            value={row.title}
            disabled={isDisabled}
            error={problem('/title') !== undefined}
            helperText={problem('/title')}
            slotProps={{ htmlInput: { maxLength: 120 } }}
            onChange={({ target }) => onChange({ ...row, title: target.value })}
          />
          <TextField
            label="Message"
            value={row.message}
            disabled={isDisabled}
            error={problem('/message') !== undefined}
            helperText={problem('/message')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
            onChange={({ target }) => onChange({ ...row, message: target.value })}
          />
        </Stack>
      </Box>
      {!isDisabled && (
        <IconButton aria-label={`Remove the words for ${row.locale || 'all languages'}`} onClick={props.onRemove}>
          <DeleteIcon />
        </IconButton>
      )}
    </Stack>
  );
};

export const TextsSection = ({ form, onChange, problems, isDisabled }: RuleSectionProps) => {
  const { texts } = form;
  const replace = (key: string, row: TextRow | undefined) =>
    onChange({ texts: texts.flatMap((one) => (one.key === key ? (row ?? []) : one)) });
  return (
    <Panel title="Words" help="Without words of your own, the offer is worded from its facts.">
      <Stack spacing={2}>
        {texts.map((row) => (
          <Row
            key={row.key}
            row={row}
            problems={problems}
            isDisabled={isDisabled}
            onChange={(changed) => replace(row.key, changed)}
            onRemove={() => replace(row.key, undefined)}
          />
        ))}
        {!isDisabled && (
          <Box>
            <Button
              size="small"
              startIcon={<AddIcon />}
              onClick={() =>
                onChange({ texts: [...texts, { key: crypto.randomUUID(), locale: '', title: '', message: '' }] })
              }
            >
              {texts.length === 0 ? 'Write your own words' : 'Add a language'}
            </Button>
          </Box>
        )}
      </Stack>
    </Panel>
  );
};
