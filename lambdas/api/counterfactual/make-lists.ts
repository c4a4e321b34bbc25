import type { CompanySettings } from '#core/companies/company-settings';
import type { ShownList } from '#core/counterfactual/shown-log';
import type { RecommendationConfig } from '#core/recommend/recommendation-config';
import type { Placement } from '#core/recommend/recommendation-request';
import { makeList, type ProductList, type RecommendDependencies } from '#lambdas/api/recommendations/make-list';

const madeTogether = 8;

type Page = Pick<ShownList, 'sourceProductId' | 'length'>;

export const pageOf = ({ sourceProductId, length }: Page): string => `${length}\n${sourceProductId}`;

export interface Making {
  readonly settings: CompanySettings;
  readonly config: RecommendationConfig;
  readonly placement: Placement;
  /** ISO-8601 UTC. */
  readonly now: string;
}

/** The list of each page under a configuration, unexplored, by `pageOf`; pages of products that are gone are left out. */
export const makeLists = async (
  deps: RecommendDependencies,
  { settings, config: draft, placement, now }: Making,
  pages: readonly Page[],
): Promise<Map<string, ProductList>> => {
  const distinct = [...new Map(pages.map((page) => [pageOf(page), page])).values()];
  const made = new Map<string, ProductList>();
  for (let start = 0; start < distinct.length; start += madeTogether) {
    const together = distinct.slice(start, start + madeTogether).map(async (page) => {
      const { sourceProductId: productId, length: limit } = page;
      const asked = { productId, placement, limit, draft, tellsOpenPlaces: true, now };
      const list = await makeList(deps, settings, asked);
      if (list) made.set(pageOf(page), list);
    });
    await Promise.all(together);
  }
  return made;
};
