import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { instantOf, zonedTime } from '../layout/zoned-time.ts';

/** A moment on the clock of a zone; the value is an instant in UTC. */
export const ZonedTimeField = (props: {
  label: string;
  value: string | undefined;
  timeZone: string;
  onChange: (instant: string | undefined) => void;
  help?: string;
  error?: string;
  isDisabled?: boolean;
}) => {
  const { value, timeZone } = props;
  const written = value === undefined ? '' : zonedTime(value, timeZone);
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  return (
    <TextField
      fullWidth
      type="datetime-local"
      label={props.label}
      value={text}
      disabled={props.isDisabled}
      error={props.error !== undefined}
      helperText={props.error ?? props.help}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value === '') props.onChange(undefined);
        const instant = instantOf(target.value, timeZone);
        if (instant !== undefined) props.onChange(instant);
      }}
    />
  );
};
