import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { importFields, resolveColumns } from '../../../../core/imports/column-mapping.ts';
import { useCompany } from '../companies/company-context.ts';
import type { ImportKind } from './use-imports.ts';

const abbreviations = /\b(url|sku)\b/gi;

const fieldName = (field: string): string =>
  field
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(abbreviations, (word) => word.toUpperCase());

interface ColumnMappingFormProps {
  readonly kind: ImportKind;
  readonly header: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly onChange: (mapping: Readonly<Record<string, string>>) => void;
}

/** Columns found by their names (as the import itself finds them), or what is missing. */
const useFoundColumns = ({ kind, header, mapping }: ColumnMappingFormProps) => {
  const { currency } = useCompany();
  try {
    return { names: resolveColumns(kind, header, mapping, { currency }).names, problem: undefined };
  } catch (error) {
    return { names: new Map<string, string>(), problem: error instanceof Error ? error.message : String(error) };
  }
};

/** Which column of the file holds which field. */
export const ColumnMappingForm = (props: ColumnMappingFormProps) => {
  const { kind, header, mapping, onChange } = props;
  const { names, problem } = useFoundColumns(props);
  const { currency } = useCompany();
  const absentText = (field: string) => (field === 'currency' ? `Not in the file: ${currency}` : 'Not in the file');
  const choose = (field: string, column: string) => {
    const { [field]: _, ...others } = mapping;
    onChange(column === '' ? others : { ...others, [field]: column });
  };
  return (
    <Box sx={{ width: '100%' }}>
      {problem !== undefined && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {problem}
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
        {Object.entries(importFields[kind]).map(([field, { needed }]) => (
          <TextField
            key={field}
            select
            label={`${fieldName(field)}${needed ? ' *' : ''}`}
            value={mapping[field] ?? ''}
            onChange={(event) => choose(field, event.target.value)}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">{names.get(field) ?? absentText(field)}</MenuItem>
            {header.map((column) => (
              <MenuItem key={column} value={column}>
                {column}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Box>
    </Box>
  );
};
