/** Forms of a sentence by the plural category (CLDR) of the number that it turns on. */
export interface PluralForms {
  readonly one?: string;
  /** French, Italian and Spanish: millions. */
  readonly many?: string;
  readonly other: string;
}

/**
 * The sentences of one language. Numbers and names stand in braces: `{both}` and `{total}` groups, `{times}` how many
 * times more than chance, `{parts}` as in "1 in 5", `{category}` and `{title}` from the catalog.
 */
export interface ReasonTexts {
  readonly togetherOfOrders: PluralForms;
  /** Ends the sentence above. */
  readonly moreThanChance: string;
  readonly boughtByCustomers: PluralForms;
  readonly viewedInVisits: PluralForms;
  readonly viewedNext: string;
  readonly viewedNextByMost: string;
  readonly becauseViewed: string;
  readonly becauseBought: string;
  readonly goesWithCart: string;
  readonly goesWithSeen: string;
  readonly similarInterests: string;
  /** Bought with what is like the product of the page, which itself has not been bought yet. */
  readonly goesWithLikes: string;
  readonly sameCollection: string;
  readonly sameCategory: string;
  readonly sameBrand: string;
  readonly moreFromCategory: string;
  readonly moreFromShop: string;
  readonly popularInCategory: string;
  readonly trendingInCategory: string;
  readonly seasonalInCategory: string;
  readonly boughtTogether: string;
  readonly alsoBought: string;
  readonly alsoViewed: string;
  readonly similar: string;
  readonly popular: string;
  readonly trending: string;
  readonly seasonal: string;
  readonly pinned: string;
  readonly seenBefore: string;
  readonly boughtBefore: string;
}
