import { isObject, type Json, listAt, objectAt, textAt } from '#local/cloud/template/json';

const maxReasonLength = 90;
/** Lines of an invoice that are no products: nobody wants them recommended. */
const notAProduct = /\b(postage|carriage|bank charges|manual|samples?|discount|gift voucher|adjust(ment)?|test)\b/i;

/** The task at the end of a prompt: `{"task": "explain-pairs", "pairs": […]}`, or `undefined`. */
export const explainPairsTask = (prompt: string): Json[] | undefined => {
  const start = prompt.search(/\{\s*"task"\s*:\s*"explain-pairs"/);
  if (start < 0) return undefined;
  try {
    return listAt(JSON.parse(prompt.slice(start)) as Json, 'pairs');
  } catch {
    return undefined;
  }
};

/** Judges pairs by a few fixed rules, so that the same pairs always get the same verdicts. */
export const explainPairs = (pairs: readonly Json[]): Json => ({
  pairs: pairs.filter(isObject).map((pair) => {
    const source = objectAt(pair, 'source');
    const candidate = objectAt(pair, 'candidate');
    const isNonsense = notAProduct.test(textAt(candidate, 'title') ?? '') || sameTitle(source, candidate);
    const reason = isNonsense ? 'Not a product a shopper would add' : reasonOf(source, candidate);
    return { id: pair.id ?? null, verdict: isNonsense ? 'veto' : 'keep', reason: reason.slice(0, maxReasonLength) };
  }),
});

const normalized = (item: Json) => (textAt(item, 'title') ?? '').toLowerCase().replace(/\W+/g, ' ').trim();
const sameTitle = (source: Json, candidate: Json) => normalized(source) === normalized(candidate);

const reasonOf = (source: Json, candidate: Json): string => {
  const category = textAt(candidate, 'category') ?? '';
  const title = shortened(textAt(source, 'title') ?? 'this product');
  return category !== '' && category === textAt(source, 'category')
    ? `Another ${category.toLowerCase()} pick that goes with ${title}`
    : `Completes ${title}`;
};

const shortened = (title: string) => (title.length <= 45 ? title : `${title.slice(0, 44)}…`);
