import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { relationNames } from './recommendation-config.ts';

const colors: Readonly<Record<string, string>> = {
  'bought-together': '#1f5f4a',
  'also-bought': '#3f8f74',
  'also-viewed': '#2f6f9f',
  similar: '#8a6fb0',
  popularity: '#b5802a',
  margin: '#a4472f',
  pin: '#57564f',
};

/** How an item came to its score: one bar, a coloured part per kind of evidence, as long as its points. */
export const ScoreBars = (props: { breakdown: Readonly<Record<string, number>>; bestScore: number }) => {
  const parts = Object.entries(props.breakdown)
    .filter(([, points]) => points > 0)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const total = parts.reduce((sum, [, points]) => sum + points, 0);
  if (total === 0) return null;
  const width = Math.min(100, Math.max(4, (total / Math.max(props.bestScore, total)) * 100));
  return (
    <Box sx={{ mt: 0.75 }}>
      <Box
        aria-hidden
        sx={{ display: 'flex', gap: '2px', height: 6, width: `${width}%`, borderRadius: 3, overflow: 'hidden' }}
      >
        {parts.map(([name, points]) => (
          <Box key={name} sx={{ flexGrow: points, flexBasis: 0, bgcolor: colors[name] ?? '#57564f' }} />
        ))}
      </Box>
      <Typography variant="caption" color="textSecondary">
        {parts
          .map(([name, points]) => `${relationNames[name] ?? name} ${Math.round((points / total) * 100)}%`)
          .join(' · ')}
      </Typography>
    </Box>
  );
};
