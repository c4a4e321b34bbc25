/** How a candidate relates to its source product; each relation is trained by itself. */
export const relations = ['bought-together', 'also-bought', 'also-viewed', 'similar'] as const;
export type Relation = (typeof relations)[number];

/** The relations learned from what shoppers did; `similar` comes from the catalog alone. */
export const behaviouralRelations = ['bought-together', 'also-bought', 'also-viewed'] as const satisfies Relation[];

export const popularityKinds = ['popular', 'trending', 'seasonal'] as const;
export type PopularityKind = (typeof popularityKinds)[number];

/** Rungs of the fallback ladder, best first. `none`: the list is empty. */
export const recommendationSources = ['model', 'content', 'category', 'popular', 'none'] as const;
export type RecommendationSource = (typeof recommendationSources)[number];

/** Products that the shopper knows already. */
export type ReminderKind = 'seen-before' | 'bought-before';

/** What put an item into a served list. */
export type ItemRelation = Relation | PopularityKind | ReminderKind | 'pinned';
