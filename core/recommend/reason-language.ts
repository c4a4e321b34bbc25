import { germanReasons } from '#core/recommend/reason-texts/de';
import { englishReasons } from '#core/recommend/reason-texts/en';
import { spanishReasons } from '#core/recommend/reason-texts/es';
import { frenchReasons } from '#core/recommend/reason-texts/fr';
import type { PluralForms, ReasonTexts } from '#core/recommend/reason-texts/reason-texts';

/** Languages that reasons are written in; anything else falls back to the first. */
export const reasonLanguages = ['en', 'de', 'fr', 'es'] as const;
export type ReasonLanguageCode = (typeof reasonLanguages)[number];

const textsOf: Readonly<Record<ReasonLanguageCode, ReasonTexts>> = {
  en: englishReasons,
  de: germanReasons,
  fr: frenchReasons,
  es: spanishReasons,
};

/** Writes sentences in one language, numbers and plurals as its region has them. */
export interface ReasonLanguage {
  readonly code: ReasonLanguageCode;
  readonly texts: ReasonTexts;
  /** `1940` → `1,940`; at most `decimals` decimals. */
  readonly number: (value: number, decimals?: 0 | 1) => string;
  /** The form of a sentence for a count. */
  readonly plural: (forms: PluralForms, count: number) => string;
}

const makeLanguage = (code: ReasonLanguageCode, locale: string): ReasonLanguage => {
  const plurals = new Intl.PluralRules(locale);
  const formats = [0, 1].map((decimals) => new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }));
  return {
    code,
    texts: textsOf[code],
    number: (value, decimals = 0) => formats[decimals]!.format(value),
    plural: (forms, count) => forms[plurals.select(count) as keyof PluralForms] ?? forms.other,
  };
};

const canonical = (locale: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
};

const isKnown = (code: string): code is ReasonLanguageCode => (reasonLanguages as readonly string[]).includes(code);

/** Regions that write numbers otherwise than their language does elsewhere. */
const ownNumbers: ReadonlySet<string> = new Set([
  'de-AT',
  'de-CH',
  'en-IN',
  'en-ZA',
  'es-MX',
  'es-US',
  'fr-CA',
  'fr-CH',
]);

/** Making a number format takes longer than writing a list of reasons. */
const made = new Map<string, ReasonLanguage>();

const resolve = (locale: string): ReasonLanguage => {
  const tag = canonical(locale) ?? 'en';
  // Without extensions: they could ask for other digits.
  const { language, region } = new Intl.Locale(tag);
  const code = isKnown(language) ? language : 'en';
  const name = isKnown(language) && ownNumbers.has(`${code}-${region}`) ? `${code}-${region}` : code;
  const before = made.get(name);
  if (before) return before;
  const fresh = makeLanguage(code, name);
  made.set(name, fresh);
  return fresh;
};

/** All items of a list ask for the same language one after the other. */
let latest: { readonly locale: string; readonly language: ReasonLanguage } | undefined;

/** The language for a BCP 47 tag such as `de-AT`; English for one that is unknown, malformed or absent. */
export const reasonLanguage = (locale = 'en'): ReasonLanguage => {
  if (latest?.locale !== locale) latest = { locale, language: resolve(locale) };
  return latest.language;
};
