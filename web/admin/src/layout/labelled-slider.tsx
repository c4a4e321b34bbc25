import Box from '@mui/material/Box';
import Slider from '@mui/material/Slider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';

/** A slider with its name, its value in words, and a sentence on what it does. */
export const LabelledSlider = (props: {
  label: string;
  help: string;
  value: number;
  /** What the value says, for eyes and for screen readers. */
  valueText: string;
  max?: number;
  step?: number;
  marks?: readonly { readonly value: number; readonly label: string }[];
  isDisabled: boolean;
  onChange: (value: number) => void;
}) => {
  const id = useId();
  return (
    <Box>
      <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between', alignItems: 'baseline' }}>
        <Typography id={id} variant="h3" component="span">
          {props.label}
        </Typography>
        <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', flex: 'none' }}>
          {props.valueText}
        </Typography>
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {props.help}
      </Typography>
      <Box sx={{ px: props.marks ? 4 : 1 }}>
        <Slider
          aria-labelledby={id}
          value={props.value}
          min={0}
          max={props.max ?? 1}
          step={props.step ?? 0.05}
          marks={props.marks ?? false}
          disabled={props.isDisabled}
          getAriaValueText={() => props.valueText}
          onChange={(_, value) => props.onChange(value as number)}
        />
      </Box>
    </Box>
  );
};
