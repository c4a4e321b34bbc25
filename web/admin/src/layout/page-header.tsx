import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export const PageHeader = (props: { title: string; children?: ReactNode; actions?: ReactNode }) => (
  <Stack
    direction={{ xs: 'column', sm: 'row' }}
    spacing={2}
    sx={{ mb: 3, justifyContent: 'space-between', alignItems: { xs: 'stretch', sm: 'flex-start' } }}
  >
    <Box sx={{ maxWidth: 720 }}>
      <Typography variant="h1">{props.title}</Typography>
      {props.children && (
        <Typography color="textSecondary" sx={{ mt: 0.5 }}>
          {props.children}
        </Typography>
      )}
    </Box>
    {props.actions && (
      <Stack direction="row" spacing={1} sx={{ flex: 'none', flexWrap: 'wrap' }} useFlexGap>
        {props.actions}
      </Stack>
    )}
  </Stack>
);
