import UploadFileIcon from '@mui/icons-material/UploadFileOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { type ChangeEvent, useState } from 'react';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { ColumnMappingForm } from './column-mapping-form.tsx';
import { readHeader } from './read-header.ts';
import { type ImportKind, isJsonLines, useCheckFile } from './use-imports.ts';

interface ChosenFile {
  readonly file: File;
  /** Empty for JSON lines, whose members bring their names. */
  readonly header: readonly string[];
}

const kinds: readonly { kind: ImportKind; label: string }[] = [
  { kind: 'products', label: 'Products' },
  { kind: 'orders', label: 'Orders' },
  { kind: 'customers', label: 'Customers' },
];

const openFile = async (file: File): Promise<ChosenFile> => ({
  file,
  header: isJsonLines(file) ? [] : await readHeader(file).catch(() => []),
});

export const ImportForm = () => {
  const [kind, setKind] = useState<ImportKind>('products');
  const [chosen, setChosen] = useState<ChosenFile>();
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const checking = useCheckFile();

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) setChosen(await openFile(file));
    setMapping({});
    checking.reset();
  };
  const check = () => {
    if (chosen) checking.mutate({ file: chosen.file, kind, mapping }, { onSuccess: () => setChosen(undefined) });
  };

  return (
    <Panel
      title="Import a file"
      help="CSV with a header line, or one JSON object per line (.jsonl); both may be gzipped."
    >
      <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={kind}
          aria-label="What the file holds"
          onChange={(_, next: ImportKind | null) => {
            if (next === null) return;
            setKind(next);
            setMapping({});
          }}
        >
          {kinds.map((choice) => (
            <ToggleButton key={choice.kind} value={choice.kind} sx={{ px: 2 }}>
              {choice.label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }} useFlexGap>
          <Button component="label" variant="outlined" startIcon={<UploadFileIcon />}>
            {chosen ? 'Choose another file' : 'Choose a file'}
            <input
              type="file"
              accept=".csv,.tsv,.txt,.jsonl,.ndjson,.gz"
              onChange={choose}
              className="visually-hidden"
            />
          </Button>
          {chosen && <Typography variant="body2">{chosen.file.name}</Typography>}
        </Stack>
        {chosen && chosen.header.length > 0 && (
          <ColumnMappingForm kind={kind} header={chosen.header} mapping={mapping} onChange={setMapping} />
        )}
        {checking.error && <ErrorNotice error={checking.error} />}
        {chosen && (
          <Button variant="contained" onClick={check} loading={checking.isPending}>
            Check the file
          </Button>
        )}
      </Stack>
    </Panel>
  );
};
