import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import type { NumberFormat } from './number-formats.ts';

/**
 * A number that may be absent. What is being typed stays as it is typed; `onChange` gets only what can be read, and
 * `undefined` for an empty field.
 */
export const DecimalField = (props: {
  label: string;
  value: number | undefined;
  format: NumberFormat;
  min: number;
  max: number;
  unit?: string;
  help?: string;
  error?: string;
  isDisabled?: boolean;
  onChange: (value: number | undefined) => void;
}) => {
  const { value, format, min, max } = props;
  const written = value === undefined ? '' : format.write(value);
  const [text, setText] = useState(written);
  useEffect(() => setText((typed) => (format.read(typed) === value ? typed : written)), [value, written, format]);
  const isReadable = (typed: string) => {
    const read = format.read(typed);
    return read !== undefined && read >= min && read <= max;
  };
  const isValid = text.trim() === '' || isReadable(text);
  const range = `A number from ${format.write(min)} to ${format.write(max)}`;
  return (
    <TextField
      fullWidth
      label={props.label}
      value={text}
      disabled={props.isDisabled}
      error={!isValid || props.error !== undefined}
      helperText={isValid ? (props.error ?? props.help) : range}
      slotProps={{
        htmlInput: { inputMode: 'decimal' },
        input: props.unit ? { endAdornment: <InputAdornment position="end">{props.unit}</InputAdornment> } : {},
      }}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value.trim() === '') props.onChange(undefined);
        else if (isReadable(target.value)) props.onChange(format.read(target.value));
      }}
    />
  );
};
