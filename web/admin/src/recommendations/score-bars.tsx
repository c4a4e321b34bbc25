import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { relationNames } from './recommendation-config.ts';

const colors: Readonly<Record<string, string>> = {
  'bought-together': '#1f5f4a',
  'also-bought': '#3f8f74',
  'also-viewed': '#2f6f9f',
  similar: '#8a6fb0',
  popularity: '#b5802a',
  reminder: '#6b7f2a',
  boost: '#b04f86',
  margin: '#a4472f',
  stock: '#7a5c3e',
  pin: '#57564f',
};

const shareText = (name: string, share: number): string =>
  `${relationNames[name] ?? name} ${share < 0 ? '−' : ''}${Math.round(Math.abs(share) * 100)}%`;

/** How an item came to its score: one bar, a coloured part per kind of evidence, as long as its points; then what lowered it. */
export const ScoreBars = (props: { breakdown: Readonly<Record<string, number>>; bestScore: number }) => {
  const parts = Object.entries(props.breakdown)
    .filter(([, points]) => points > 0)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const lowering = Object.entries(props.breakdown)
    .filter(([, points]) => points < 0)
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]));
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
        {[...parts, ...lowering].map(([name, points]) => shareText(name, points / total)).join(' · ')}
      </Typography>
    </Box>
  );
};
