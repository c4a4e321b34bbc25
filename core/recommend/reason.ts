import { type ReasonLanguage, reasonLanguage } from '#core/recommend/reason-language';
import type { ReasonTexts } from '#core/recommend/reason-texts/reason-texts';
import { fewestQuotablePeople } from '#core/similarity/pair-evidence';

export const reasonCodes = [
  'bought-together',
  'also-bought',
  'also-viewed',
  'similar',
  'popular',
  'trending',
  'seasonal',
  'pinned',
  'seen-before',
  'bought-before',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Why an item is shown, safe to show to any visitor. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  /** Exact counts behind the text; empty when they would point at fewer than 5 people. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** How often two products would meet by chance alone. */
export interface ChanceFacts {
  /** Groups that hold the recommended product. */
  readonly ofOther: number;
  /** All groups. */
  readonly all: number;
}

/** The shopper's own product that led to the item. */
export interface ViaFacts {
  readonly kind: 'viewed' | 'bought' | 'cart';
  /** Absent when its card is not at hand. */
  readonly title?: string;
}

/** What is known about why an item is shown. */
export interface ReasonFacts {
  readonly code: ReasonCode;
  /** Groups that hold both products, or people for popularity. */
  readonly count: number;
  /** Groups that hold the source product. */
  readonly total: number;
  readonly fewPeople?: boolean;
  readonly chance?: ChanceFacts;
  /** Visits in which the product was the next one viewed, when at least five people stand behind them. */
  readonly nextCount?: number;
  /** True when the item relates to an earlier product of the session, not to the product of the page. */
  readonly fromContext?: boolean;
  /** The shopper's product whose row led to the item; `via` says what is known of it. */
  readonly viaProductId?: string;
  readonly via?: ViaFacts;
  /** What the two share, for `similar`; the category's name, for `popular` and `trending`. */
  readonly shared?: 'collection' | 'category' | 'brand';
  readonly category?: string;
  /** A language model's English sentence; replaces an English text, never the evidence. */
  readonly writtenText?: string;
}

/** Below this, "more than chance" says nothing. */
const leastTimes = 1.5;

/** Titles are cut here: a reason is one line. */
const longestTitle = 60;

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** How many times more often than chance: `P(both) ÷ (P(source) · P(other))`. */
const timesOfChance = ({ count, total, chance }: ReasonFacts): number =>
  chance && total > 0 && chance.ofOther > 0 ? (count * chance.all) / (total * chance.ofOther) : 0;

const togetherText = (facts: ReasonFacts, { texts, number, plural }: ReasonLanguage): string => {
  const { count, total } = facts;
  const times = timesOfChance(facts);
  const sentence = plural(texts.togetherOfOrders, total);
  return fill(times >= leastTimes ? sentence + texts.moreThanChance : sentence, {
    both: number(count),
    total: number(total),
    times: number(times, times < 10 ? 1 : 0),
  });
};

const viewedText = ({ count, total, nextCount = 0 }: ReasonFacts, language: ReasonLanguage): string => {
  const { texts, number, plural } = language;
  const parts = nextCount > 0 ? Math.round(total / nextCount) : Number.POSITIVE_INFINITY;
  if (parts < 2) return texts.viewedNextByMost;
  if (parts <= 10) return fill(texts.viewedNext, { parts: number(parts) });
  return fill(plural(texts.viewedInVisits, total), { both: number(count), total: number(total) });
};

const countedText = (facts: ReasonFacts, language: ReasonLanguage): string | undefined => {
  const { code, count } = facts;
  if (code === 'bought-together') return togetherText(facts, language);
  if (code === 'also-viewed') return viewedText(facts, language);
  if (code !== 'also-bought') return undefined;
  return fill(language.plural(language.texts.boughtByCustomers, count), { both: language.number(count) });
};

const countNames = {
  'bought-together': ['ordersTogether', 'orders'],
  'also-bought': ['customersOfBoth', 'customers'],
  'also-viewed': ['visitsToBoth', 'visits'],
} as const;

const countedEvidence = ({ code, count, total, chance, nextCount }: ReasonFacts): Reason['evidence'] => {
  if (code === 'popular' || code === 'trending' || code === 'seasonal') return { people: count };
  if (code !== 'bought-together' && code !== 'also-bought' && code !== 'also-viewed') return {};
  const [both, all] = countNames[code];
  const counts = { [both]: count, [all]: total };
  if (code === 'bought-together' && chance) {
    return { ...counts, ordersOfOther: chance.ofOther, ordersInAll: chance.all };
  }
  return code === 'also-viewed' && nextCount !== undefined ? { ...counts, visitsNext: nextCount } : counts;
};

const cut = (title: string): string => {
  const letters = [...title];
  return letters.length <= longestTitle
    ? title
    : `${letters
        .slice(0, longestTitle - 1)
        .join('')
        .trimEnd()}…`;
};

const viaText = (via: ViaFacts | undefined, texts: ReasonTexts): string => {
  if (!via?.title) return texts.goesWithSeen;
  const template = { viewed: texts.becauseViewed, bought: texts.becauseBought, cart: texts.goesWithCart }[via.kind];
  return fill(template, { title: cut(via.title) });
};

/** Without numbers, and without a claim of frequency that few people could not carry. */
const plainNames: Readonly<Record<ReasonCode, keyof ReasonTexts>> = {
  'bought-together': 'boughtTogether',
  'also-bought': 'alsoBought',
  'also-viewed': 'alsoViewed',
  similar: 'similar',
  popular: 'popular',
  trending: 'trending',
  seasonal: 'seasonal',
  pinned: 'pinned',
  'seen-before': 'seenBefore',
  'bought-before': 'boughtBefore',
};

const sharedNames = { collection: 'sameCollection', category: 'sameCategory', brand: 'sameBrand' } as const;

const generalText = (
  { code, shared, category = '', fromContext, via, count }: ReasonFacts,
  { texts }: ReasonLanguage,
): string => {
  // Nobody bought it yet: it may be shown, but not called popular.
  if (code === 'popular' && count === 0) {
    return category ? fill(texts.moreFromCategory, { category }) : texts.moreFromShop;
  }
  if (fromContext) return viaText(via, texts);
  // A third product links the two; nobody has met both yet.
  if (code === 'also-viewed' && count === 0) return texts.similarInterests;
  if ((code === 'bought-together' || code === 'also-bought') && count === 0) return texts.goesWithLikes;
  if (code === 'similar' && shared) return texts[sharedNames[shared]];
  if (category && code === 'popular') return fill(texts.popularInCategory, { category });
  if (category && code === 'trending') return fill(texts.trendingInCategory, { category });
  if (category && code === 'seasonal') return fill(texts.seasonalInCategory, { category });
  return texts[plainNames[code]] as string;
};

/**
 * The reason for an item. Counts of fewer than five distinct people appear neither in the text nor in the evidence.
 * @param locale BCP 47; English when it is unknown
 */
export const makeReason = (facts: ReasonFacts, locale?: string): Reason => {
  const language = reasonLanguage(locale);
  const quotable = facts.count >= fewestQuotablePeople && !facts.fewPeople && !facts.fromContext;
  const own = (quotable ? countedText(facts, language) : undefined) ?? generalText(facts, language);
  return {
    code: facts.code,
    text: (language.code === 'en' ? facts.writtenText : undefined) ?? own,
    evidence: quotable ? countedEvidence(facts) : {},
  };
};
