import { PageHeader } from '../layout/page-header.tsx';

export const ImportsPage = () => <PageHeader title="Imports" />;
