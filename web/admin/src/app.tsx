import type { UserManager } from 'oidc-client-ts';
import { lazy, Suspense } from 'react';
import type { AppConfig } from './config/load-config.ts';
import { FullPageNotice } from './layout/full-page-notice.tsx';
import { SessionGate } from './session/session-gate.tsx';

const SignedInApp = lazy(async () => ({ default: (await import('./signed-in-app.tsx')).SignedInApp }));

export const App = (props: { config: AppConfig; manager: UserManager }) => (
  <SessionGate manager={props.manager}>
    <Suspense fallback={<FullPageNotice isBusy title="Opening Smart Upsell" />}>
      <SignedInApp {...props} />
    </Suspense>
  </SessionGate>
);
