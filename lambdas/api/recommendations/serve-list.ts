import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { recommendationListSchema } from '#contracts/api/recommendations';
import type { CompanySettings } from '#core/companies/company-settings';
import type { DrawnList } from '#core/experiments/draw-list-variant';
import { isShopperHeldOut } from '#core/hold-out/is-shopper-held-out';
import { servingLimits } from '#core/plans/serving-limits';
import { settingsWithinPlan } from '#core/plans/settings-within-plan';
import { signItemToken } from '#core/recommend/item-token';
import type { Placement } from '#core/recommend/recommendation-request';
import { itemBody } from '#lambdas/api/recommendations/item-body';
import { assignmentsFor, treatedRequest, variantOf } from '#lambdas/api/recommendations/list-variant';
import {
  type ListRequest,
  makeList,
  type ProductList,
  type RecommendDependencies,
} from '#lambdas/api/recommendations/make-list';
import { withinPlan } from '#lambdas/api/recommendations/within-plan';
import type { EndpointDependencies } from '#lambdas/shared/endpoint-dependencies';
import { errorContext } from '#lambdas/shared/observability';
import { problem } from '#lambdas/shared/problem';
import { type Reply, reply } from '#lambdas/shared/reply';

export interface RecommendationDependencies extends EndpointDependencies, RecommendDependencies {}

export type RecommendationList = z.input<typeof recommendationListSchema>;

/** What a page asks for. */
interface ListQuery
  extends Pick<
    ListRequest,
    'limit' | 'exclude' | 'currency' | 'sessionId' | 'customerId' | 'recent' | 'cart' | 'reminders' | 'locale'
  > {
  /** The variant that the page drew. */
  readonly experimentId?: string;
  readonly variant?: string;
}

export interface ServeRequest {
  readonly company: CompanySettings;
  /** Without a product on pages that are about none. */
  readonly params: { readonly productId?: string };
  readonly query: ListQuery;
  readonly now: string;
}

const tokenKeepSeconds = 7 * 86_400;
const hourSeconds = 3_600;

/**
 * Names the served list, not the visit: equal lists of one hour share id and tokens, so that caches can keep the
 * answer and its ETag stays the same.
 */
const recommendationIdOf = (parts: readonly unknown[]): string =>
  `rec_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 20)}`;

const hourOf = (now: string): number => Math.floor(Date.parse(now) / 1000 / hourSeconds) * hourSeconds;

/**
 * What is explored stays the same for an hour: for everybody in lists that the edge keeps, and within a shopper's visit in
 * personal ones. So caches keep working, a list does not flicker, and hours and visits vary enough to learn from.
 */
const explorationSeedOf = (placement: Placement, { company, params, query, now }: ServeRequest): string => {
  const shopper = query.sessionId ?? query.customerId ?? null;
  const source = params.productId ?? null;
  const parts = [company.company.companyId, source, placement, company.liveModel?.modelVersion, shopper];
  return JSON.stringify([...parts, hourOf(now)]);
};

const isPersonal = ({ sessionId, customerId, recent, cart }: ListQuery): boolean =>
  [sessionId, customerId, recent, cart].some((given) => given !== undefined);

/** True when the list could be made again from its source and placement alone. */
const isPlain = (query: ListQuery): boolean =>
  !isPersonal(query) && query.exclude === undefined && query.currency === undefined;

/** What lists that are shared by all say about those who are not to see them. */
const holdOutBody = ({ holdOut: { value } }: CompanySettings): RecommendationList['holdOut'] =>
  value.shareBasisPoints === 0 ? null : { shareBasisPoints: value.shareBasisPoints, salt: value.salt };

/** What both full and empty lists say beside their items. */
const commonBody = (placement: Placement, request: ServeRequest, drawn: DrawnList | undefined) => ({
  placement,
  disabled: false,
  degraded: false,
  quotaExceeded: false,
  holdOut: holdOutBody(request.company),
  experiment: drawn ? { experimentId: drawn.experimentId, variant: drawn.variant } : null,
  experiments: isPersonal(request.query) ? [] : assignmentsFor(request, placement),
});

const listBody = (
  list: ProductList,
  placement: Placement,
  request: ServeRequest,
  drawn: DrawnList | undefined,
): RecommendationList => {
  const { company, params, query, now } = request;
  const { ranked, modelVersion } = list;
  const hour = hourOf(now);
  const recommendationId = recommendationIdOf([
    company.company.companyId,
    params.productId,
    placement,
    modelVersion,
    company.recommendationConfig.version,
    query.currency ?? company.company.currency,
    hour,
    ranked.items.map(({ productId }) => productId),
    ...(drawn ? [drawn.experimentId, drawn.variant] : []),
  ]);
  const { experimentId, variant, share: variantShare } = drawn ?? {};
  const sourceProductId = params.productId;
  const plainLength = isPlain(query) ? ranked.items.length : undefined;
  const expiresAt = hour + tokenKeepSeconds;
  const items = ranked.items.map((item) => {
    const { productId, relation, position, propensity } = item;
    const shown = { productId, placement, relation, modelVersion, position, propensity, sourceProductId, plainLength };
    const claims = { ...shown, recommendationId, experimentId, variant, variantShare, expiresAt };
    return { ...itemBody(item, list.cards.get(productId)), token: signItemToken(claims, company.signingKey) };
  });
  return {
    ...commonBody(placement, request, drawn),
    recommendationId,
    modelVersion,
    source: ranked.source,
    disabled: !company.flags.value.recommendations_enabled,
    explored: ranked.items.some(({ propensity }) => propensity < 1),
    items,
  };
};

type EmptyReason = 'degraded' | 'quotaExceeded' | 'heldOut' | 'hidden';

/** What a shop page gets when our side fails, its plan stops or its shopper is to see nothing: an empty list that says why. */
const emptyBody = (
  why: EmptyReason,
  placement: Placement,
  request: ServeRequest,
  drawn?: DrawnList,
): RecommendationList => ({
  ...commonBody(placement, request, drawn),
  recommendationId: recommendationIdOf([request.company.company.companyId, request.params.productId, placement, why]),
  modelVersion: null,
  source: why === 'heldOut' ? 'holdout' : 'none',
  degraded: why === 'degraded',
  quotaExceeded: why === 'quotaExceeded',
  explored: false,
  items: [],
});

const countCacheHit = (deps: RecommendationDependencies, list: ProductList): void =>
  deps.meter.add(list.fromRow ? 'RecommendationCacheHit' : 'RecommendationCacheMiss', 1);

const listOrUndefined = async (
  deps: RecommendationDependencies,
  placement: Placement,
  request: ServeRequest,
): Promise<ProductList | undefined | 'failed'> => {
  const { company, params, query, now } = request;
  const explorationSeed = explorationSeedOf(placement, request);
  const asked: ListRequest = { ...query, productId: params.productId, placement, explorationSeed, now };
  try {
    return await makeList(deps, company, asked);
  } catch (error) {
    deps.log.error('recommendation_failed', {
      companyId: company.company.companyId,
      placement,
      ...errorContext(error),
    });
    return 'failed';
  }
};

/** Serves one of the four lists, or one for a page without a product. @throws ProblemError 404 for a product that the store does not have. */
export const serveList = async (
  deps: RecommendationDependencies,
  placement: Placement,
  asked: ServeRequest,
): Promise<Reply<RecommendationList>> => {
  const { company, now, query } = asked;
  const { defaultPlan } = deps;
  const limits = servingLimits({ plan: company.plan.value, usage: company.usage, defaultPlan, now });
  if (limits.isStopped) return reply(emptyBody('quotaExceeded', placement, asked), { personal: true });
  if (isShopperHeldOut(company, query)) return reply(emptyBody('heldOut', placement, asked), { personal: true });
  const drawn = variantOf(asked, placement);
  const personal = isPersonal(query);
  if (drawn?.treatment.isHidden) return reply(emptyBody('hidden', placement, asked, drawn), { personal });
  const treated = treatedRequest(asked, drawn);
  const request = { ...treated, company: settingsWithinPlan(treated.company, defaultPlan) };
  const list = await listOrUndefined(deps, drawn?.treatment.list ?? placement, withinPlan(request, limits));
  if (list === 'failed') return reply(emptyBody('degraded', placement, request), { personal: true });
  if (!list) return problem('not_found', `The store has no product ${request.params.productId}`);
  countCacheHit(deps, list);
  const body = { ...listBody(list, placement, request, drawn), quotaExceeded: limits.quotaExceeded };
  return reply(body, { personal });
};
