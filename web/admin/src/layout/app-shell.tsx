import LogoutIcon from '@mui/icons-material/Logout';
import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import CircularProgress from '@mui/material/CircularProgress';
import Container from '@mui/material/Container';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Tooltip from '@mui/material/Tooltip';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useCompany } from '../companies/company-context.ts';
import { CompanySwitcher } from '../companies/company-switcher.tsx';
import { useSession } from '../session/session-context.ts';
import { QuotaNotice } from '../usage/quota-notice.tsx';
import { useShownLink } from './use-shown-link.ts';

const pages = [
  { path: '/momentum/recommendations', label: 'Recommendations' },
  { path: '/momentum/upsell', label: 'Upsell' },
  { path: '/momentum/prices', label: 'Prices' },
  { path: '/momentum/experiments', label: 'Experiments' },
  { path: '/momentum/results', label: 'Results' },
  { path: '/momentum/models', label: 'Models' },
  { path: '/momentum/imports', label: 'Imports' },
  { path: '/momentum/data-quality', label: 'Data quality' },
  { path: '/momentum/keys', label: 'Keys' },
  { path: '/momentum/settings', label: 'Settings' },
] as const;

const linkStyle = {
  flex: 'none',
  px: { xs: 1.25, sm: 2 },
  py: 1.5,
  borderBottom: 3,
  borderColor: 'transparent',
  color: 'text.secondary',
  textDecoration: 'none',
  typography: 'button',
  '&:hover': { color: 'text.primary' },
  '&.active': { color: 'primary.main', borderColor: 'primary.main' },
  '&:focus-visible': { outline: '2px solid', outlineOffset: -4 },
} as const;

const PageLinks = () => {
  const shown = useShownLink<HTMLElement>();
  return (
    <Box
      component="nav"
      ref={shown}
      aria-label="Main"
      sx={{ display: 'flex', overflowX: 'auto', scrollbarWidth: 'none' }}
    >
      {pages.map(({ path, label }) => (
        <Box key={path} component={NavLink} to={path} sx={linkStyle}>
          {label}
        </Box>
      ))}
    </Box>
  );
};

export const AppShell = ({ stage }: { stage: string }) => {
  const { signOut, user } = useSession();
  const { companyId } = useCompany();
  return (
    <>
      <AppBar position="sticky" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: 'divider' }}>
        <Toolbar sx={{ gap: 1 }}>
          <Box component="img" src="/favicon.svg" alt="Smart Upsell" sx={{ width: 28, height: 28, mr: 1 }} />
          <CompanySwitcher />
          {stage !== '' && stage !== 'prod' && <Chip size="small" label={stage} />}
          <Box sx={{ flex: 1 }} />
          <Tooltip title={`Sign out ${user.profile.email ?? ''}`}>
            <IconButton onClick={signOut} aria-label="Sign out">
              <LogoutIcon />
            </IconButton>
          </Tooltip>
        </Toolbar>
        <Container maxWidth="xl" sx={{ px: { xs: 0, sm: 2 } }}>
          <PageLinks />
        </Container>
      </AppBar>
      <Container component="main" maxWidth="xl" sx={{ py: { xs: 2, sm: 4 } }}>
        <QuotaNotice />
        <Suspense fallback={<CircularProgress aria-label="Loading the page" />}>
          {/* A page's drafts belong to one store: another store starts afresh. */}
          <Outlet key={companyId} />
        </Suspense>
      </Container>
    </>
  );
};
