import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { FullPageNotice } from '../layout/full-page-notice.tsx';

export const SignInPage = ({ failure, onSignIn }: { failure?: string; onSignIn: () => void }) => (
  <FullPageNotice title="Smart Upsell">
    {failure && (
      <Alert severity="warning" sx={{ mb: 2, textAlign: 'start' }}>
        {failure}
      </Alert>
    )}
    <Typography color="textSecondary" sx={{ mb: 3 }}>
      Decide what your store recommends, and see why.
    </Typography>
    <Button variant="contained" size="large" onClick={onSignIn} autoFocus>
      Sign in
    </Button>
  </FullPageNotice>
);
