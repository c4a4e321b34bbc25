import { PageHeader } from '../layout/page-header.tsx';

export const RecommendationsPage = () => <PageHeader title="Recommendations" />;
