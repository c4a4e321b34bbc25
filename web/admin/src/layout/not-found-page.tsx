import Button from '@mui/material/Button';
import { Link } from 'react-router';
import { PageHeader } from './page-header.tsx';

export const NotFoundPage = () => (
  <>
    <PageHeader title="This page does not exist">The address may have changed.</PageHeader>
    <Button component={Link} to="/momentum/recommendations" variant="contained">
      Go to recommendations
    </Button>
  </>
);
