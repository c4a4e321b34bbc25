import CircularProgress from '@mui/material/CircularProgress';
import { type ComponentProps, lazy, Suspense } from 'react';
import type { CompanyForm } from './company-form.tsx';

const Form = lazy(async () => ({ default: (await import('./company-form.tsx')).CompanyForm }));

/** The form is needed once in a store's life; the first load goes without it. */
export const LazyCompanyForm = (props: ComponentProps<typeof CompanyForm>) => (
  <Suspense fallback={<CircularProgress aria-label="Loading the form" />}>
    <Form {...props} />
  </Suspense>
);
