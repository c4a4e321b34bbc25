import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** One message in the middle of an otherwise empty page. */
export const FullPageNotice = (props: { title: string; isBusy?: boolean; children?: ReactNode }) => (
  <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2 }}>
    {props.isBusy ? (
      <CircularProgress aria-label={props.title} />
    ) : (
      <Paper variant="outlined" sx={{ p: { xs: 3, sm: 5 }, width: '100%', maxWidth: 440, textAlign: 'center' }}>
        <Box component="img" src="/favicon.svg" alt="" sx={{ width: 48, height: 48, mb: 2 }} />
        <Typography variant="h1" sx={{ mb: 1 }}>
          {props.title}
        </Typography>
        {props.children}
      </Paper>
    )}
  </Box>
);
