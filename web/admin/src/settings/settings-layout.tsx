import { SubPages } from '../layout/sub-pages.tsx';

const pages = [
  { path: '/momentum/settings', label: 'Measuring' },
  { path: '/momentum/settings/usage', label: 'Usage and plan' },
  { path: '/momentum/settings/privacy', label: 'Privacy' },
] as const;

export const SettingsLayout = () => <SubPages label="Settings" pages={pages} />;
