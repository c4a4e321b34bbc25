import { PageHeader } from '../layout/page-header.tsx';

export const KeysPage = () => <PageHeader title="Keys" />;
