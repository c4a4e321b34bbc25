import type * as z from 'zod';
import { replayLists, type replayResponse } from '#contracts/api/counterfactual';
import type { Product } from '#core/catalog/product';
import type { CompanySettings } from '#core/companies/company-settings';
import { fitClickModel } from '#core/counterfactual/click-model';
import { compareLists, type ItemFacts, type ListComparison, type ListPair } from '#core/counterfactual/compare-lists';
import { sampleLists } from '#core/counterfactual/sample-lists';
import type { ShownList } from '#core/counterfactual/shown-log';
import { makeLists, pageOf } from '#lambdas/api/counterfactual/make-lists';
import { logBody, readShownLog } from '#lambdas/api/counterfactual/read-shown-log';
import { type CounterfactualDependencies, runtimeDependencies } from '#lambdas/api/counterfactual/runtime-dependencies';
import type { ProductList } from '#lambdas/api/recommendations/make-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const marginOf = (card: Product | undefined, currency: string): number | null => {
  const price = card?.prices.find((one) => one.currency === currency);
  return price && card?.cost?.currency === currency ? price.amount - card.cost.amount : null;
};

const factsOf = ({ ranked, cards }: ProductList, { company, recommendationConfig }: CompanySettings): ItemFacts[] => {
  const { lowStockThreshold, stockThreshold } = recommendationConfig.value;
  return ranked.items.map(({ productId }) => {
    const card = cards.get(productId);
    const isLowStock = card?.stock !== undefined && card.stock <= Math.max(lowStockThreshold, stockThreshold);
    return { productId, isLowStock, marginMinor: marginOf(card, company.currency) };
  });
};

const withModel = (settings: CompanySettings, modelVersion: string | undefined, now: string): CompanySettings =>
  modelVersion === undefined ? settings : { ...settings, liveModel: { modelVersion, version: 0, switchedAt: now } };

const textOf = ({ lists, changedItemShare, clickChange }: ListComparison): string => {
  if (lists === 0) return 'No list of that day can be made again: none was shown, or all turned to their shoppers.';
  const share = `${(changedItemShare * 100).toFixed(1)} %`;
  if (changedItemShare === 0) return `Nothing would change in ${lists} lists.`;
  const range = `between ${clickChange.low.toFixed(4)} and ${clickChange.high.toFixed(4)}`;
  return `${share} of the items in ${lists} lists would be others. Expected clicks per list would change by ${clickChange.value.toFixed(4)} (${range}), told from how places and products were clicked; only an experiment shows it.`;
};

interface Sides {
  readonly now: ReadonlyMap<string, ProductList>;
  readonly draft: ReadonlyMap<string, ProductList>;
}

const pairsOf = (sample: readonly ShownList[], { now, draft }: Sides, settings: CompanySettings): ListPair[] =>
  sample.flatMap((list) => {
    const [present, drafted] = [now.get(pageOf(list)), draft.get(pageOf(list))];
    if (!present || !drafted) return [];
    return { sessionId: list.sessionId, now: factsOf(present, settings), draft: factsOf(drafted, settings) };
  });

/** Answers from the archive and the table alone; nothing is recorded, and nobody sees the lists. */
export const makeHandler = (deps: CounterfactualDependencies) =>
  httpEndpoint(replayLists, deps, async ({ body, company, now }) => {
    const { companyId, currency } = company.company;
    const { placement, day, config, modelVersion, lists } = body;
    if (modelVersion !== undefined && !(await deps.models.get(companyId, modelVersion))) {
      return problem('unprocessable', `There is no model ${modelVersion}`);
    }
    const log = await readShownLog(deps.archive, companyId, placement, [day]);
    const shown = log.shown.lists();
    const sample = sampleLists(shown, lists);
    const readers = deps.freshReader();
    const stored = { settings: company, config: company.recommendationConfig.value, placement, now };
    const drafted = { ...stored, settings: withModel(company, modelVersion, now), config: config ?? stored.config };
    const sides = {
      now: await makeLists(readers, stored, sample),
      draft: await makeLists(readers, drafted, sample),
    };
    const comparison = compareLists(pairsOf(sample, sides, company), fitClickModel(shown));
    const answer: z.input<typeof replayResponse> = {
      ...comparison,
      currency,
      log: logBody(log),
      text: textOf(comparison),
    };
    return reply(answer);
  });

export const handler = makeHandler(runtimeDependencies());
