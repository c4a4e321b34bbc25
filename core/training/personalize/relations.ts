/** Lists that Amazon Personalize learns: what similar products people bought, and viewed. Baskets it does not know. */
export const personalizeRelations = ['also-bought', 'also-viewed'] as const;
export type PersonalizeRelation = (typeof personalizeRelations)[number];

/** Values of EVENT_TYPE, of which each solution is trained from one. */
export const eventTypes: Readonly<Record<PersonalizeRelation, 'purchase' | 'view'>> = {
  'also-bought': 'purchase',
  'also-viewed': 'view',
};
