import { PageHeader } from '../layout/page-header.tsx';

export const ModelsPage = () => <PageHeader title="Models" />;
