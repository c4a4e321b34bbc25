import { type DrawnList, drawListVariant, experimentsOn, namedListVariant } from '#core/experiments/draw-list-variant';
import type { Assignment } from '#core/experiments/experiment';
import { treatedSettings } from '#core/experiments/treat-list';
import type { Placement } from '#core/recommend/recommendation-request';
import type { ServeRequest } from '#lambdas/api/recommendations/serve-list';

/** The variant of the list: drawn for a shopper who is named, as the page drew it in lists that all share. */
export const variantOf = ({ company, query }: ServeRequest, placement: Placement): DrawnList | undefined => {
  const experiments = experimentsOn(company.listExperiments, placement);
  if (experiments.length === 0) return undefined;
  const isNamed = query.sessionId !== undefined || query.customerId !== undefined;
  return isNamed ? drawListVariant(experiments, query) : namedListVariant(experiments, query);
};

/** The request as the variant wants it. */
export const treatedRequest = (request: ServeRequest, drawn: DrawnList | undefined): ServeRequest => {
  if (!drawn) return request;
  const { limit } = drawn.treatment;
  return {
    ...request,
    company: treatedSettings(request.company, drawn.treatment),
    query: { ...request.query, ...(limit !== undefined && { limit }) },
  };
};

type PageAssignment = Omit<Assignment, 'variants'> & { readonly variants: { variant: string; weight: number }[] };

/** What pages need to draw their visitor's variant of a list that all share. */
export const assignmentsFor = ({ company }: ServeRequest, placement: Placement): PageAssignment[] =>
  experimentsOn(company.listExperiments, placement)
    .filter(({ unit }) => unit === 'session')
    .map(({ experimentId, salt, trafficBasisPoints, variants, group }) => ({
      ...{ experimentId, salt, trafficBasisPoints },
      variants: variants.map(({ variant, weight }) => ({ variant, weight })),
      ...(group && { group }),
    }));
