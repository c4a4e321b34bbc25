import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

/** A whole number within bounds. What is being typed may be out of bounds; what `onChange` gets never is. */
export const NumberField = (props: {
  label: string;
  value: number;
  min: number;
  max: number;
  help?: string;
  isDisabled?: boolean;
  onChange: (value: number) => void;
}) => {
  const { value, min, max } = props;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const typed = Number(text);
  const isValid = text.trim() !== '' && Number.isInteger(typed) && typed >= min && typed <= max;
  return (
    <TextField
      label={props.label}
      type="number"
      value={text}
      disabled={props.isDisabled}
      error={!isValid}
      helperText={isValid ? props.help : `A whole number from ${min} to ${max}`}
      slotProps={{ htmlInput: { min, max, step: 1 } }}
      onChange={(event) => {
        setText(event.target.value);
        const next = Number(event.target.value);
        if (event.target.value.trim() !== '' && Number.isInteger(next) && next >= min && next <= max)
          props.onChange(next);
      }}
      onBlur={() => setText(String(value))}
      fullWidth
    />
  );
};
