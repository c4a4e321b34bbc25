import Box from '@mui/material/Box';
import { type Comparison, directionOf, type IntervalScale, placeOn } from './result-format.ts';

const colors = { better: 'success.main', worse: 'error.main', open: 'text.secondary' } as const;

/** An interval beside the line of no difference; what it says is in the text beside it. */
export const IntervalBar = ({ comparison, scale }: { comparison: Comparison; scale: IntervalScale }) => {
  const color = colors[directionOf(comparison)];
  const [low, high] = [placeOn(scale, comparison.low), placeOn(scale, comparison.high)];
  return (
    <Box
      aria-hidden
      sx={{ position: 'relative', height: 18, minWidth: 120, bgcolor: 'background.default', borderRadius: 1 }}
    >
      <Box sx={{ position: 'absolute', left: '50%', top: 0, bottom: 0, width: '1px', bgcolor: 'text.secondary' }} />
      <Box
        sx={{
          position: 'absolute',
          left: `${low}%`,
          width: `max(2px, ${high - low}%)`,
          top: 7,
          height: 4,
          borderRadius: 2,
          bgcolor: color,
        }}
      />
      <Box
        sx={{
          position: 'absolute',
          left: `calc(${placeOn(scale, comparison.difference)}% - 5px)`,
          top: 4,
          width: 10,
          height: 10,
          borderRadius: '50%',
          bgcolor: color,
        }}
      />
    </Box>
  );
};
