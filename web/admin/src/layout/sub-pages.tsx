import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useShownLink } from './use-shown-link.ts';

const linkStyle = {
  flex: 'none',
  px: 1.5,
  py: 0.75,
  borderRadius: 5,
  border: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  color: 'text.secondary',
  textDecoration: 'none',
  typography: 'body2',
  '&:hover': { color: 'text.primary' },
  '&.active': { bgcolor: 'primary.main', borderColor: 'primary.main', color: 'primary.contrastText' },
  '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2 },
} as const;

/** Pages that belong together, with the way from one to another above them. */
export const SubPages = (props: {
  label: string;
  pages: readonly { readonly path: string; readonly label: string }[];
}) => {
  const shown = useShownLink<HTMLElement>();
  return (
    <>
      <Box
        component="nav"
        ref={shown}
        aria-label={props.label}
        sx={{ display: 'flex', gap: 1, overflowX: 'auto', scrollbarWidth: 'none', mb: 3, p: 0.5, mx: -0.5 }}
      >
        {props.pages.map(({ path, label }) => (
          <Box key={path} component={NavLink} to={path} end sx={linkStyle}>
            {label}
          </Box>
        ))}
      </Box>
      <Suspense fallback={<CircularProgress aria-label="Loading the page" />}>
        <Outlet />
      </Suspense>
    </>
  );
};
