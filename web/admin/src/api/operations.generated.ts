// Written by `node scripts/generate-client.ts` from contracts/api; edits are lost.
import type * as analytics from '../../../../contracts/api/analytics.ts';
import type * as apiKeys from '../../../../contracts/api/api-keys.ts';
import type * as attribution from '../../../../contracts/api/attribution.ts';
import type * as bulkDiscounts from '../../../../contracts/api/bulk-discounts.ts';
import type * as carts from '../../../../contracts/api/carts.ts';
import type * as catalog from '../../../../contracts/api/catalog.ts';
import type * as companies from '../../../../contracts/api/companies.ts';
import type * as counterfactual from '../../../../contracts/api/counterfactual.ts';
import type * as customers from '../../../../contracts/api/customers.ts';
import type * as events from '../../../../contracts/api/events.ts';
import type * as experiments from '../../../../contracts/api/experiments.ts';
import type * as flags from '../../../../contracts/api/flags.ts';
import type * as health from '../../../../contracts/api/health.ts';
import type * as holdOut from '../../../../contracts/api/hold-out.ts';
import type * as imports from '../../../../contracts/api/imports.ts';
import type * as live from '../../../../contracts/api/live.ts';
import type * as models from '../../../../contracts/api/models.ts';
import type * as optimiser from '../../../../contracts/api/optimiser.ts';
import type * as orders from '../../../../contracts/api/orders.ts';
import type * as privacy from '../../../../contracts/api/privacy.ts';
import type * as quarantine from '../../../../contracts/api/quarantine.ts';
import type * as recommendationConfig from '../../../../contracts/api/recommendation-config.ts';
import type * as recommendations from '../../../../contracts/api/recommendations.ts';
import type * as segment from '../../../../contracts/api/segment.ts';
import type * as segments from '../../../../contracts/api/segments.ts';
import type * as stacking from '../../../../contracts/api/stacking.ts';
import type * as storeReports from '../../../../contracts/api/store-reports.ts';
import type * as subscriptions from '../../../../contracts/api/subscriptions.ts';
import type * as training from '../../../../contracts/api/training.ts';
import type * as upsell from '../../../../contracts/api/upsell.ts';
import type * as upsellImpressions from '../../../../contracts/api/upsell-impressions.ts';
import type * as upsellRules from '../../../../contracts/api/upsell-rules.ts';
import type * as usage from '../../../../contracts/api/usage.ts';
import type { OperationRoute } from './operation-route.ts';

export interface OperationContracts {
  readonly estimateReturn: typeof analytics.estimateReturn;
  readonly getBreakdown: typeof analytics.getBreakdown;
  readonly getConversion: typeof analytics.getConversion;
  readonly getFunnel: typeof analytics.getFunnel;
  readonly getKeyFigures: typeof analytics.getKeyFigures;
  readonly getRecommendationCounters: typeof analytics.getRecommendationCounters;
  readonly getTimeSeries: typeof analytics.getTimeSeries;
  readonly issueApiKey: typeof apiKeys.issueApiKey;
  readonly listApiKeys: typeof apiKeys.listApiKeys;
  readonly revokeApiKey: typeof apiKeys.revokeApiKey;
  readonly rotateApiKey: typeof apiKeys.rotateApiKey;
  readonly getAttributionSettings: typeof attribution.getAttributionSettings;
  readonly getOrderCredit: typeof attribution.getOrderCredit;
  readonly listReconciliations: typeof attribution.listReconciliations;
  readonly putAttributionSettings: typeof attribution.putAttributionSettings;
  readonly calculateBulkPrice: typeof bulkDiscounts.calculateBulkPrice;
  readonly deleteBulkDiscount: typeof bulkDiscounts.deleteBulkDiscount;
  readonly getBulkDiscount: typeof bulkDiscounts.getBulkDiscount;
  readonly getBulkDiscountConfig: typeof bulkDiscounts.getBulkDiscountConfig;
  readonly getBulkRecommendation: typeof bulkDiscounts.getBulkRecommendation;
  readonly getPricingSettings: typeof bulkDiscounts.getPricingSettings;
  readonly putBulkDiscount: typeof bulkDiscounts.putBulkDiscount;
  readonly putPricingSettings: typeof bulkDiscounts.putPricingSettings;
  readonly deleteCart: typeof carts.deleteCart;
  readonly getCart: typeof carts.getCart;
  readonly putCart: typeof carts.putCart;
  readonly batchDeleteProducts: typeof catalog.batchDeleteProducts;
  readonly batchUpsertProducts: typeof catalog.batchUpsertProducts;
  readonly getProduct: typeof catalog.getProduct;
  readonly listProducts: typeof catalog.listProducts;
  readonly createCompany: typeof companies.createCompany;
  readonly deleteMember: typeof companies.deleteMember;
  readonly getCompany: typeof companies.getCompany;
  readonly listCompanies: typeof companies.listCompanies;
  readonly listMembers: typeof companies.listMembers;
  readonly putMember: typeof companies.putMember;
  readonly updateCompany: typeof companies.updateCompany;
  readonly estimateDraft: typeof counterfactual.estimateDraft;
  readonly replayLists: typeof counterfactual.replayLists;
  readonly batchUpsertCustomers: typeof customers.batchUpsertCustomers;
  readonly recordAddToCart: typeof events.recordAddToCart;
  readonly recordClick: typeof events.recordClick;
  readonly recordEvents: typeof events.recordEvents;
  readonly recordImpression: typeof events.recordImpression;
  readonly recordView: typeof events.recordView;
  readonly createExperiment: typeof experiments.createExperiment;
  readonly deleteExperiment: typeof experiments.deleteExperiment;
  readonly getExperiment: typeof experiments.getExperiment;
  readonly getExperimentResults: typeof experiments.getExperimentResults;
  readonly listExperiments: typeof experiments.listExperiments;
  readonly putExperiment: typeof experiments.putExperiment;
  readonly startExperiment: typeof experiments.startExperiment;
  readonly stopExperiment: typeof experiments.stopExperiment;
  readonly getFlags: typeof flags.getFlags;
  readonly putFlags: typeof flags.putFlags;
  readonly getHealth: typeof health.getHealth;
  readonly getHoldOut: typeof holdOut.getHoldOut;
  readonly getHoldOutResults: typeof holdOut.getHoldOutResults;
  readonly putHoldOut: typeof holdOut.putHoldOut;
  readonly createImport: typeof imports.createImport;
  readonly getImport: typeof imports.getImport;
  readonly listImports: typeof imports.listImports;
  readonly startImport: typeof imports.startImport;
  readonly getProductActivity: typeof live.getProductActivity;
  readonly getTrending: typeof live.getTrending;
  readonly getModel: typeof models.getModel;
  readonly holdModel: typeof models.holdModel;
  readonly listModels: typeof models.listModels;
  readonly releaseModel: typeof models.releaseModel;
  readonly rollBackModel: typeof models.rollBackModel;
  readonly trainModel: typeof models.trainModel;
  readonly getOptimiser: typeof optimiser.getOptimiser;
  readonly listOptimiserSteps: typeof optimiser.listOptimiserSteps;
  readonly putOptimiser: typeof optimiser.putOptimiser;
  readonly batchUpsertOrders: typeof orders.batchUpsertOrders;
  readonly cancelOrder: typeof orders.cancelOrder;
  readonly getOrder: typeof orders.getOrder;
  readonly refundOrder: typeof orders.refundOrder;
  readonly createPrivacyErasure: typeof privacy.createPrivacyErasure;
  readonly createPrivacyExport: typeof privacy.createPrivacyExport;
  readonly createPrivacyRequest: typeof privacy.createPrivacyRequest;
  readonly getPrivacyJob: typeof privacy.getPrivacyJob;
  readonly getPrivacyRequest: typeof privacy.getPrivacyRequest;
  readonly listPrivacyJobs: typeof privacy.listPrivacyJobs;
  readonly verifyErasureReport: typeof privacy.verifyErasureReport;
  readonly getDataQuality: typeof quarantine.getDataQuality;
  readonly listQuarantine: typeof quarantine.listQuarantine;
  readonly replayQuarantine: typeof quarantine.replayQuarantine;
  readonly getRecommendationConfig: typeof recommendationConfig.getRecommendationConfig;
  readonly previewDraft: typeof recommendationConfig.previewDraft;
  readonly previewRecommendations: typeof recommendationConfig.previewRecommendations;
  readonly putRecommendationConfig: typeof recommendationConfig.putRecommendationConfig;
  readonly getAlsoBought: typeof recommendations.getAlsoBought;
  readonly getFrequentlyViewed: typeof recommendations.getFrequentlyViewed;
  readonly getProductRecommendations: typeof recommendations.getProductRecommendations;
  readonly getVisitRecommendations: typeof recommendations.getVisitRecommendations;
  readonly getYouMightLike: typeof recommendations.getYouMightLike;
  readonly recordSegmentBatch: typeof segment.recordSegmentBatch;
  readonly recordSegmentBrowserBatch: typeof segment.recordSegmentBrowserBatch;
  readonly recordSegmentIdentify: typeof segment.recordSegmentIdentify;
  readonly recordSegmentPage: typeof segment.recordSegmentPage;
  readonly recordSegmentTrack: typeof segment.recordSegmentTrack;
  readonly getSegmentConfig: typeof segments.getSegmentConfig;
  readonly putSegmentConfig: typeof segments.putSegmentConfig;
  readonly simulateStacking: typeof stacking.simulateStacking;
  readonly exportAffinities: typeof storeReports.exportAffinities;
  readonly exportStoreAudit: typeof storeReports.exportStoreAudit;
  readonly getStoreAudit: typeof storeReports.getStoreAudit;
  readonly listAffinities: typeof storeReports.listAffinities;
  readonly listOpportunities: typeof storeReports.listOpportunities;
  readonly listSegments: typeof storeReports.listSegments;
  readonly getStoredSubscriptionConfig: typeof subscriptions.getStoredSubscriptionConfig;
  readonly getSubscriptionConfig: typeof subscriptions.getSubscriptionConfig;
  readonly getSubscriptionEligibility: typeof subscriptions.getSubscriptionEligibility;
  readonly getSubscriptionOffer: typeof subscriptions.getSubscriptionOffer;
  readonly putSubscriptionConfig: typeof subscriptions.putSubscriptionConfig;
  readonly getTrainingConfig: typeof training.getTrainingConfig;
  readonly putTrainingConfig: typeof training.putTrainingConfig;
  readonly evaluateCart: typeof upsell.evaluateCart;
  readonly getCartOffers: typeof upsell.getCartOffers;
  readonly traceCart: typeof upsell.traceCart;
  readonly getRuleDays: typeof upsellImpressions.getRuleDays;
  readonly listRuleImpressions: typeof upsellImpressions.listRuleImpressions;
  readonly recordOfferAccept: typeof upsellImpressions.recordOfferAccept;
  readonly recordOfferDecline: typeof upsellImpressions.recordOfferDecline;
  readonly recordOfferImpressions: typeof upsellImpressions.recordOfferImpressions;
  readonly createRule: typeof upsellRules.createRule;
  readonly deleteRule: typeof upsellRules.deleteRule;
  readonly getRule: typeof upsellRules.getRule;
  readonly lintRules: typeof upsellRules.lintRules;
  readonly listRuleRevisions: typeof upsellRules.listRuleRevisions;
  readonly listRules: typeof upsellRules.listRules;
  readonly putRule: typeof upsellRules.putRule;
  readonly exportRevenueShare: typeof usage.exportRevenueShare;
  readonly getPlan: typeof usage.getPlan;
  readonly getRevenueShare: typeof usage.getRevenueShare;
  readonly getUsage: typeof usage.getUsage;
  readonly listPlans: typeof usage.listPlans;
  readonly listUsageMonths: typeof usage.listUsageMonths;
}

export const operationRoutes: Readonly<Record<keyof OperationContracts, OperationRoute>> = {
  estimateReturn: { method: 'POST', path: '/api/analytics/return-on-investment', hasBody: true },
  getBreakdown: { method: 'GET', path: '/api/analytics/breakdown' },
  getConversion: { method: 'GET', path: '/api/analytics/conversion' },
  getFunnel: { method: 'GET', path: '/api/analytics/funnel' },
  getKeyFigures: { method: 'GET', path: '/api/analytics/key-figures' },
  getRecommendationCounters: { method: 'GET', path: '/api/analytics/recommendations' },
  getTimeSeries: { method: 'GET', path: '/api/analytics/time-series' },
  issueApiKey: { method: 'POST', path: '/api/companies/{companyId}/keys', hasBody: true, idempotencyKey: true },
  listApiKeys: { method: 'GET', path: '/api/companies/{companyId}/keys' },
  revokeApiKey: { method: 'DELETE', path: '/api/companies/{companyId}/keys/{keyId}' },
  rotateApiKey: {
    method: 'POST',
    path: '/api/companies/{companyId}/keys/{keyId}/rotate',
    hasBody: true,
    idempotencyKey: true,
  },
  getAttributionSettings: { method: 'GET', path: '/api/admin/attribution' },
  getOrderCredit: { method: 'GET', path: '/api/orders/{orderId}/credit' },
  listReconciliations: { method: 'GET', path: '/api/analytics/reconciliation' },
  putAttributionSettings: { method: 'PUT', path: '/api/admin/attribution', hasBody: true, requiresIfMatch: true },
  calculateBulkPrice: { method: 'POST', path: '/api/products/pricing/bulk-calculate', hasBody: true },
  deleteBulkDiscount: { method: 'DELETE', path: '/api/products/{productId}/bulk-discount' },
  getBulkDiscount: { method: 'GET', path: '/api/products/{productId}/bulk-discount' },
  getBulkDiscountConfig: { method: 'GET', path: '/api/admin/products/{productId}/bulk-discount' },
  getBulkRecommendation: { method: 'GET', path: '/api/products/{productId}/bulk-recommendation' },
  getPricingSettings: { method: 'GET', path: '/api/admin/pricing/settings' },
  putBulkDiscount: {
    method: 'PUT',
    path: '/api/products/{productId}/bulk-discount',
    hasBody: true,
    requiresIfMatch: true,
  },
  putPricingSettings: { method: 'PUT', path: '/api/admin/pricing/settings', hasBody: true, requiresIfMatch: true },
  deleteCart: { method: 'DELETE', path: '/api/carts/{cartId}' },
  getCart: { method: 'GET', path: '/api/carts/{cartId}' },
  putCart: { method: 'PUT', path: '/api/carts/{cartId}', hasBody: true },
  batchDeleteProducts: { method: 'POST', path: '/api/catalog/products:batch-delete', hasBody: true },
  batchUpsertProducts: { method: 'POST', path: '/api/catalog/products:batch', hasBody: true },
  getProduct: { method: 'GET', path: '/api/catalog/products/{productId}' },
  listProducts: { method: 'GET', path: '/api/admin/products' },
  createCompany: { method: 'POST', path: '/api/companies', hasBody: true, idempotencyKey: true },
  deleteMember: { method: 'DELETE', path: '/api/companies/{companyId}/members/{userId}' },
  getCompany: { method: 'GET', path: '/api/companies/{companyId}' },
  listCompanies: { method: 'GET', path: '/api/companies' },
  listMembers: { method: 'GET', path: '/api/companies/{companyId}/members' },
  putMember: { method: 'PUT', path: '/api/companies/{companyId}/members/{userId}', hasBody: true },
  updateCompany: { method: 'PUT', path: '/api/companies/{companyId}', hasBody: true, requiresIfMatch: true },
  estimateDraft: { method: 'POST', path: '/api/counterfactual/estimate', hasBody: true },
  replayLists: { method: 'POST', path: '/api/counterfactual/replay', hasBody: true },
  batchUpsertCustomers: { method: 'POST', path: '/api/customers:batch', hasBody: true },
  recordAddToCart: { method: 'POST', path: '/api/recommendations/add-to-cart', hasBody: true },
  recordClick: { method: 'POST', path: '/api/recommendations/click', hasBody: true },
  recordEvents: { method: 'POST', path: '/api/events', hasBody: true },
  recordImpression: { method: 'POST', path: '/api/recommendations/impression', hasBody: true },
  recordView: { method: 'POST', path: '/api/recommendations/view', hasBody: true },
  createExperiment: { method: 'POST', path: '/api/upsell/experiments', hasBody: true, idempotencyKey: true },
  deleteExperiment: { method: 'DELETE', path: '/api/upsell/experiments/{experimentId}' },
  getExperiment: { method: 'GET', path: '/api/upsell/experiments/{experimentId}' },
  getExperimentResults: { method: 'GET', path: '/api/upsell/experiments/{experimentId}/results' },
  listExperiments: { method: 'GET', path: '/api/upsell/experiments' },
  putExperiment: {
    method: 'PUT',
    path: '/api/upsell/experiments/{experimentId}',
    hasBody: true,
    requiresIfMatch: true,
  },
  startExperiment: { method: 'POST', path: '/api/upsell/experiments/{experimentId}/start' },
  stopExperiment: { method: 'POST', path: '/api/upsell/experiments/{experimentId}/stop' },
  getFlags: { method: 'GET', path: '/api/companies/{companyId}/flags' },
  putFlags: { method: 'PUT', path: '/api/companies/{companyId}/flags', hasBody: true, requiresIfMatch: true },
  getHealth: { method: 'GET', path: '/api/health' },
  getHoldOut: { method: 'GET', path: '/api/admin/hold-out' },
  getHoldOutResults: { method: 'GET', path: '/api/analytics/hold-out' },
  putHoldOut: { method: 'PUT', path: '/api/admin/hold-out', hasBody: true, requiresIfMatch: true },
  createImport: { method: 'POST', path: '/api/imports', hasBody: true, idempotencyKey: true },
  getImport: { method: 'GET', path: '/api/imports/{importId}' },
  listImports: { method: 'GET', path: '/api/imports' },
  startImport: { method: 'POST', path: '/api/imports/{importId}/start', hasBody: true },
  getProductActivity: { method: 'GET', path: '/api/products/{productId}/activity' },
  getTrending: { method: 'GET', path: '/api/trending' },
  getModel: { method: 'GET', path: '/api/admin/models/{modelVersion}' },
  holdModel: { method: 'POST', path: '/api/admin/models/{modelVersion}/hold' },
  listModels: { method: 'GET', path: '/api/admin/models' },
  releaseModel: { method: 'POST', path: '/api/admin/models/{modelVersion}/release' },
  rollBackModel: { method: 'POST', path: '/api/admin/models/roll-back', hasBody: true },
  trainModel: { method: 'POST', path: '/api/admin/models/train', hasBody: true },
  getOptimiser: { method: 'GET', path: '/api/admin/optimiser' },
  listOptimiserSteps: { method: 'GET', path: '/api/admin/optimiser/{placement}/steps' },
  putOptimiser: { method: 'PUT', path: '/api/admin/optimiser', hasBody: true, requiresIfMatch: true },
  batchUpsertOrders: { method: 'POST', path: '/api/orders', hasBody: true },
  cancelOrder: { method: 'POST', path: '/api/orders/{orderId}/cancel', hasBody: true },
  getOrder: { method: 'GET', path: '/api/orders/{orderId}' },
  refundOrder: { method: 'POST', path: '/api/orders/{orderId}/refunds', hasBody: true },
  createPrivacyErasure: { method: 'POST', path: '/api/privacy/erasures', hasBody: true, idempotencyKey: true },
  createPrivacyExport: { method: 'POST', path: '/api/privacy/exports', hasBody: true, idempotencyKey: true },
  createPrivacyRequest: { method: 'POST', path: '/api/privacy/requests', hasBody: true, idempotencyKey: true },
  getPrivacyJob: { method: 'GET', path: '/api/privacy/jobs/{jobId}' },
  getPrivacyRequest: { method: 'GET', path: '/api/privacy/requests/{jobId}' },
  listPrivacyJobs: { method: 'GET', path: '/api/privacy/jobs' },
  verifyErasureReport: { method: 'POST', path: '/api/privacy/reports/verify', hasBody: true },
  getDataQuality: { method: 'GET', path: '/api/events/data-quality' },
  listQuarantine: { method: 'GET', path: '/api/events/quarantine' },
  replayQuarantine: { method: 'POST', path: '/api/events/quarantine/replay', hasBody: true },
  getRecommendationConfig: { method: 'GET', path: '/api/admin/recommendations/config' },
  previewDraft: { method: 'POST', path: '/api/admin/recommendations/preview/{productId}', hasBody: true },
  previewRecommendations: { method: 'GET', path: '/api/admin/recommendations/preview/{productId}' },
  putRecommendationConfig: {
    method: 'PUT',
    path: '/api/admin/recommendations/config',
    hasBody: true,
    requiresIfMatch: true,
  },
  getAlsoBought: { method: 'GET', path: '/api/products/{productId}/recommendations/also-bought' },
  getFrequentlyViewed: { method: 'GET', path: '/api/products/{productId}/recommendations/frequently-viewed' },
  getProductRecommendations: { method: 'GET', path: '/api/products/{productId}/recommendations' },
  getVisitRecommendations: { method: 'GET', path: '/api/recommendations' },
  getYouMightLike: { method: 'GET', path: '/api/products/{productId}/recommendations/you-might-like' },
  recordSegmentBatch: { method: 'POST', path: '/v1/batch', hasBody: true },
  recordSegmentBrowserBatch: { method: 'POST', path: '/v1/b', hasBody: true },
  recordSegmentIdentify: { method: 'POST', path: '/v1/i', hasBody: true },
  recordSegmentPage: { method: 'POST', path: '/v1/p', hasBody: true },
  recordSegmentTrack: { method: 'POST', path: '/v1/t', hasBody: true },
  getSegmentConfig: { method: 'GET', path: '/api/admin/segments' },
  putSegmentConfig: { method: 'PUT', path: '/api/admin/segments', hasBody: true, requiresIfMatch: true },
  simulateStacking: { method: 'POST', path: '/api/upsell/stacking-simulation', hasBody: true },
  exportAffinities: { method: 'GET', path: '/api/analytics/affinity/export' },
  exportStoreAudit: { method: 'GET', path: '/api/analytics/audit/export' },
  getStoreAudit: { method: 'GET', path: '/api/analytics/audit' },
  listAffinities: { method: 'GET', path: '/api/analytics/affinity' },
  listOpportunities: { method: 'GET', path: '/api/analytics/opportunities' },
  listSegments: { method: 'GET', path: '/api/analytics/segments' },
  getStoredSubscriptionConfig: { method: 'GET', path: '/api/admin/products/{productId}/subscription-config' },
  getSubscriptionConfig: { method: 'GET', path: '/api/products/{productId}/subscription-config' },
  getSubscriptionEligibility: { method: 'GET', path: '/api/upsell/subscription-eligibility/{productId}' },
  getSubscriptionOffer: { method: 'GET', path: '/api/upsell/subscription-offer/{productId}' },
  putSubscriptionConfig: {
    method: 'PUT',
    path: '/api/products/{productId}/subscription-config',
    hasBody: true,
    requiresIfMatch: true,
  },
  getTrainingConfig: { method: 'GET', path: '/api/admin/training/config' },
  putTrainingConfig: { method: 'PUT', path: '/api/admin/training/config', hasBody: true, requiresIfMatch: true },
  evaluateCart: { method: 'POST', path: '/api/upsell/evaluate', hasBody: true },
  getCartOffers: { method: 'GET', path: '/api/upsell/cart/{cartId}' },
  traceCart: { method: 'POST', path: '/api/upsell/trace', hasBody: true },
  getRuleDays: { method: 'GET', path: '/api/upsell/rules/{ruleId}/days' },
  listRuleImpressions: { method: 'GET', path: '/api/upsell/rules/{ruleId}/impressions' },
  recordOfferAccept: { method: 'POST', path: '/api/upsell/impressions/accept', hasBody: true },
  recordOfferDecline: { method: 'POST', path: '/api/upsell/impressions/decline', hasBody: true },
  recordOfferImpressions: { method: 'POST', path: '/api/upsell/impressions', hasBody: true },
  createRule: { method: 'POST', path: '/api/upsell/rules', hasBody: true, idempotencyKey: true },
  deleteRule: { method: 'DELETE', path: '/api/upsell/rules/{ruleId}' },
  getRule: { method: 'GET', path: '/api/upsell/rules/{ruleId}' },
  lintRules: { method: 'GET', path: '/api/upsell/lint' },
  listRuleRevisions: { method: 'GET', path: '/api/upsell/rules/{ruleId}/revisions' },
  listRules: { method: 'GET', path: '/api/upsell/rules' },
  putRule: { method: 'PUT', path: '/api/upsell/rules/{ruleId}', hasBody: true, requiresIfMatch: true },
  exportRevenueShare: { method: 'GET', path: '/api/usage/revenue-share/export' },
  getPlan: { method: 'GET', path: '/api/plan' },
  getRevenueShare: { method: 'GET', path: '/api/usage/revenue-share' },
  getUsage: { method: 'GET', path: '/api/usage' },
  listPlans: { method: 'GET', path: '/api/plans' },
  listUsageMonths: { method: 'GET', path: '/api/usage/months' },
};
