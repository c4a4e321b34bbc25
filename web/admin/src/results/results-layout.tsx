import { SubPages } from '../layout/sub-pages.tsx';

const pages = [
  { path: '/momentum/results', label: 'Overview' },
  { path: '/momentum/results/opportunities', label: 'Opportunities' },
  { path: '/momentum/results/bought-together', label: 'Bought together' },
  { path: '/momentum/results/customers', label: 'Customers' },
  { path: '/momentum/results/store-check', label: 'Store check' },
  { path: '/momentum/results/calculator', label: 'Calculator' },
] as const;

export const ResultsLayout = () => <SubPages label="Results" pages={pages} />;
