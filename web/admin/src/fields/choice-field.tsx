import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

/** One of a few; an empty value where `isOptional`. */
export const ChoiceField = <T extends string>(props: {
  label: string;
  value: T | '';
  options: readonly T[];
  nameOf: (option: T) => string;
  onChange: (option: T | undefined) => void;
  isOptional?: boolean;
  help?: string;
  error?: string;
  isDisabled?: boolean;
}) => (
  <TextField
    select
    fullWidth
    label={props.label}
    value={props.value}
    disabled={props.isDisabled}
    error={props.error !== undefined}
    helperText={props.error ?? props.help}
    onChange={({ target }) => props.onChange(target.value === '' ? undefined : (target.value as T))}
  >
    {props.isOptional && <MenuItem value="">None</MenuItem>}
    {props.options.map((option) => (
      <MenuItem key={option} value={option}>
        {props.nameOf(option)}
      </MenuItem>
    ))}
  </TextField>
);
