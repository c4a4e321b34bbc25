/** Relations that are learned from behaviour. */
export const behaviouralRelations = ['bought-together', 'also-bought', 'also-viewed'] as const;
export type BehaviouralRelation = (typeof behaviouralRelations)[number];

/** The queries of a run; everything but the log reads the log. */
export const sqlQueryNames = ['log', 'support', 'interest', ...behaviouralRelations] as const;
export type SqlQueryName = (typeof sqlQueryNames)[number];
