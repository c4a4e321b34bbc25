import { defaultFeatureFlags } from '#core/companies/feature-flags';

it('a fresh company has exactly these five values', () => {
  expect(defaultFeatureFlags).toEqual({
    smart_upsell_enabled: false,
    bulk_discounts_enabled: true,
    recommendations_enabled: true,
    mi_recommendations_enabled: false,
    subscription_intelligence_enabled: false,
  });
});
