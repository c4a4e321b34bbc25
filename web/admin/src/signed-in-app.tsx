import type { UserManager } from 'oidc-client-ts';
import { lazy, useState } from 'react';
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router';
import { ApiProvider } from './api/api-provider.tsx';
import { CompanyGate } from './companies/company-gate.tsx';
import type { AppConfig } from './config/load-config.ts';
import { AppShell } from './layout/app-shell.tsx';
import { NotFoundPage } from './layout/not-found-page.tsx';

const RecommendationsPage = lazy(async () => ({
  default: (await import('./recommendations/recommendations-page.tsx')).RecommendationsPage,
}));
const ModelsPage = lazy(async () => ({ default: (await import('./models/models-page.tsx')).ModelsPage }));
const KeysPage = lazy(async () => ({ default: (await import('./keys/keys-page.tsx')).KeysPage }));
const ImportsPage = lazy(async () => ({ default: (await import('./imports/imports-page.tsx')).ImportsPage }));

const UpsellPage = lazy(async () => ({ default: (await import('./upsell/upsell-page.tsx')).UpsellPage }));
const RulePage = lazy(async () => ({ default: (await import('./upsell/rule-page.tsx')).RulePage }));
const NewRulePage = lazy(async () => ({ default: (await import('./upsell/rule-page.tsx')).NewRulePage }));
const ExperimentsPage = lazy(async () => ({
  default: (await import('./experiments/experiments-page.tsx')).ExperimentsPage,
}));
const ExperimentPage = lazy(async () => ({
  default: (await import('./experiments/experiment-page.tsx')).ExperimentPage,
}));
const NewExperimentPage = lazy(async () => ({
  default: (await import('./experiments/experiment-form-page.tsx')).NewExperimentPage,
}));
const EditExperimentPage = lazy(async () => ({
  default: (await import('./experiments/experiment-form-page.tsx')).EditExperimentPage,
}));
const PricesPage = lazy(async () => ({ default: (await import('./prices/prices-page.tsx')).PricesPage }));

const ResultsLayout = lazy(async () => ({ default: (await import('./results/results-layout.tsx')).ResultsLayout }));
const OverviewPage = lazy(async () => ({ default: (await import('./results/overview-page.tsx')).OverviewPage }));
const OpportunitiesPage = lazy(async () => ({
  default: (await import('./results/opportunities-page.tsx')).OpportunitiesPage,
}));
const BoughtTogetherPage = lazy(async () => ({
  default: (await import('./results/bought-together-page.tsx')).BoughtTogetherPage,
}));
const CustomersPage = lazy(async () => ({ default: (await import('./results/customers-page.tsx')).CustomersPage }));
const AuditPage = lazy(async () => ({ default: (await import('./results/audit-page.tsx')).AuditPage }));
const CalculatorPage = lazy(async () => ({ default: (await import('./results/calculator-page.tsx')).CalculatorPage }));
const DataQualityPage = lazy(async () => ({
  default: (await import('./data-quality/data-quality-page.tsx')).DataQualityPage,
}));
const SettingsLayout = lazy(async () => ({ default: (await import('./settings/settings-layout.tsx')).SettingsLayout }));
const MeasuringPage = lazy(async () => ({ default: (await import('./settings/measuring-page.tsx')).MeasuringPage }));
const UsagePage = lazy(async () => ({ default: (await import('./settings/usage-page.tsx')).UsagePage }));
const PrivacyPage = lazy(async () => ({ default: (await import('./settings/privacy-page.tsx')).PrivacyPage }));

const startPage = <Navigate to="/momentum/recommendations" replace />;

const createRouter = (stage: string) =>
  createBrowserRouter([
    {
      element: (
        <CompanyGate>
          <AppShell stage={stage} />
        </CompanyGate>
      ),
      children: [
        { index: true, element: startPage },
        { path: 'auth/callback', element: startPage },
        { path: 'momentum/recommendations', element: <RecommendationsPage /> },
        { path: 'momentum/upsell', element: <UpsellPage /> },
        { path: 'momentum/upsell/new', element: <NewRulePage /> },
        { path: 'momentum/upsell/rules/:ruleId', element: <RulePage /> },
        { path: 'momentum/experiments', element: <ExperimentsPage /> },
        { path: 'momentum/experiments/new', element: <NewExperimentPage /> },
        { path: 'momentum/experiments/:experimentId', element: <ExperimentPage /> },
        { path: 'momentum/experiments/:experimentId/design', element: <EditExperimentPage /> },
        {
          path: 'momentum/results',
          element: <ResultsLayout />,
          children: [
            { index: true, element: <OverviewPage /> },
            { path: 'opportunities', element: <OpportunitiesPage /> },
            { path: 'bought-together', element: <BoughtTogetherPage /> },
            { path: 'customers', element: <CustomersPage /> },
            { path: 'store-check', element: <AuditPage /> },
            { path: 'calculator', element: <CalculatorPage /> },
          ],
        },
        { path: 'momentum/prices', element: <PricesPage /> },
        { path: 'momentum/models', element: <ModelsPage /> },
        { path: 'momentum/data-quality', element: <DataQualityPage /> },
        {
          path: 'momentum/settings',
          element: <SettingsLayout />,
          children: [
            { index: true, element: <MeasuringPage /> },
            { path: 'usage', element: <UsagePage /> },
            { path: 'privacy', element: <PrivacyPage /> },
          ],
        },
        { path: 'momentum/keys', element: <KeysPage /> },
        { path: 'momentum/imports', element: <ImportsPage /> },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);

const Pages = ({ stage }: { stage: string }) => {
  const [router] = useState(() => createRouter(stage));
  return <RouterProvider router={router} />;
};

/** Everything that only people who signed in can see. */
export const SignedInApp = ({ config, manager }: { config: AppConfig; manager: UserManager }) => (
  <ApiProvider baseUrl={config.apiBaseUrl} manager={manager}>
    <Pages stage={config.stage} />
  </ApiProvider>
);
