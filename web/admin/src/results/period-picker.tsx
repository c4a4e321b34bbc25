import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useEffect, useState } from 'react';
import { lastDays, lengthOf, type Period, periodProblem, usualLengths } from './period.ts';

const DayField = (props: {
  label: string;
  value: string;
  today: string;
  error?: string;
  onChange: (day: string) => void;
}) => (
  <TextField
    type="date"
    label={props.label}
    value={props.value}
    error={props.error !== undefined}
    helperText={props.error}
    slotProps={{ inputLabel: { shrink: true }, htmlInput: { max: props.today } }}
    onChange={({ target }) => props.onChange(target.value)}
  />
);

/** Which days are shown; what is being typed is kept until it is a period. */
export const PeriodPicker = (props: { period: Period; today: string; onChange: (period: Period) => void }) => {
  const { period, today, onChange } = props;
  const [typed, setTyped] = useState(period);
  useEffect(() => setTyped(period), [period]);
  const problem = periodProblem(typed, today);
  const change = (part: Partial<Period>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (periodProblem(next, today) === undefined) onChange(next);
  };
  return (
    <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Period"
        value={lengthOf(period, today) ?? null}
        onChange={(_, days: number | null) => days !== null && onChange(lastDays(days, today))}
      >
        {usualLengths.map((days) => (
          <ToggleButton key={days} value={days} sx={{ px: 1.5, height: 40 }}>
            {days} days
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <DayField label="From" value={typed.from} today={today} onChange={(from) => change({ from })} />
      <DayField label="To" value={typed.to} today={today} error={problem} onChange={(to) => change({ to })} />
    </Stack>
  );
};
