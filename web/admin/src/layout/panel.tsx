import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

/** A titled part of a page; the title names the region for screen readers. */
export const Panel = (props: { title: string; help?: string; children: ReactNode }) => {
  const titleId = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={titleId} sx={{ p: { xs: 2, sm: 3 } }}>
      <Typography variant="h2" id={titleId}>
        {props.title}
      </Typography>
      {props.help && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {props.help}
        </Typography>
      )}
      <Box sx={{ mt: 2 }}>{props.children}</Box>
    </Paper>
  );
};
