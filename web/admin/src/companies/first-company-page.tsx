import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useSession } from '../session/session-context.ts';
import { LazyCompanyForm } from './lazy-company-form.tsx';

export const FirstCompanyPage = () => {
  const { signOut } = useSession();
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Paper variant="outlined" sx={{ p: { xs: 3, sm: 5 }, width: '100%', maxWidth: 560 }}>
        <Typography variant="h1" sx={{ mb: 1 }}>
          Create your first store
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          Everything else (products, orders, recommendations) belongs to a store. You can add more later.
        </Typography>
        <LazyCompanyForm />
        <Button onClick={signOut} sx={{ mt: 2 }}>
          Sign out
        </Button>
      </Paper>
    </Box>
  );
};
