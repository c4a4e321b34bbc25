import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './config/load-config.ts';
import { FullPageNotice } from './layout/full-page-notice.tsx';
import { createUserManager } from './session/create-user-manager.ts';
import { theme } from './theme.ts';

const render = (root: Root, page: React.ReactNode) =>
  root.render(
    <StrictMode>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {page}
      </ThemeProvider>
    </StrictMode>,
  );

const start = async (): Promise<void> => {
  const root = createRoot(document.getElementById('root') as HTMLElement);
  try {
    const config = await loadConfig();
    render(root, <App config={config} manager={createUserManager(config)} />);
  } catch {
    render(
      root,
      <FullPageNotice title="Smart Upsell cannot start">
        Its settings could not be read. Reload the page to try again.
      </FullPageNotice>,
    );
  }
};

void start();
