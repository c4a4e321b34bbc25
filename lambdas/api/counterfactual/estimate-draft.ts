import type * as z from 'zod';
import { estimateDraft, type estimateResponse } from '#contracts/api/counterfactual';
import { fitClickModel } from '#core/counterfactual/click-model';
import { estimatePolicy } from '#core/counterfactual/estimate-policy';
import type { LoggedDecision, PolicyAnswer, Refusal } from '#core/counterfactual/logged-decision';
import { listsOfTopPages } from '#core/counterfactual/sample-lists';
import type { ShownList } from '#core/counterfactual/shown-log';
import { decisionsOf, foldOf, targetListOf } from '#core/counterfactual/target-policy';
import { countDays, daysBetween } from '#core/events/daily-counters';
import { makeLists, pageOf } from '#lambdas/api/counterfactual/make-lists';
import { logBody, readShownLog } from '#lambdas/api/counterfactual/read-shown-log';
import { type CounterfactualDependencies, runtimeDependencies } from '#lambdas/api/counterfactual/runtime-dependencies';
import type { ProductList } from '#lambdas/api/recommendations/make-list';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { problem } from '#lambdas/shared/problem';
import { reply } from '#lambdas/shared/reply';

const mostDays = 14;
/** Lists are made for so many pages: a few seconds. */
const mostPages = 500;

const reasons: Record<Refusal, string> = {
  'no-decisions': 'No list of those days can be made again: none was shown, or all turned to their shoppers.',
  'impossible-propensity': 'The log holds probabilities that cannot be.',
  'thin-overlap':
    'Too little of what the draft would show was ever shown. Explore more (explorationShare), try a draft nearer to what is live, or run an experiment.',
  'unbalanced-weights':
    'The draft would show what was never shown, so the log cannot tell what it would earn. Explore more (explorationShare), or run an experiment.',
};

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const textOf = (answer: PolicyAnswer, observed: number): string => {
  if (answer.kind === 'refused') return reasons[answer.reason];
  const { value, low, high } = answer.doublyRobust;
  return `A place of the list was clicked in ${percent(observed)} of its showings; under the draft it would have been ${percent(value)} (between ${percent(low)} and ${percent(high)}).`;
};

/** Every session is predicted by the model of the other half. */
const decide = (
  shown: readonly ShownList[],
  lists: ReadonlyMap<string, ProductList>,
  share: number,
): LoggedDecision[] => {
  const models = ([1, 0] as const).map((other) =>
    fitClickModel(shown.filter(({ sessionId }) => foldOf(sessionId) === other)),
  );
  return shown.flatMap((list) => {
    const made = lists.get(pageOf(list));
    return made ? decisionsOf(list, targetListOf(made.ranked, share), models[foldOf(list.sessionId)]!) : [];
  });
};

const meanReward = (decisions: readonly LoggedDecision[]): number | null =>
  decisions.length === 0 ? null : decisions.reduce((sum, { reward }) => sum + reward, 0) / decisions.length;

export const makeHandler = (deps: CounterfactualDependencies) =>
  httpEndpoint(estimateDraft, deps, async ({ body, company, now }) => {
    const { placement, config, from, to } = body;
    const count = countDays(from, to);
    if (count === 0) return problem('unprocessable', `The end ${to} lies before the start ${from}`);
    if (count > mostDays) return problem('unprocessable', `${count} days are asked for; at most ${mostDays} are read`);
    const log = await readShownLog(deps.archive, company.company.companyId, placement, daysBetween(from, to));
    const judged = listsOfTopPages(log.shown.lists(), mostPages);
    const lists = await makeLists(deps.freshReader(), { settings: company, config, placement, now }, judged);
    const decisions = decide(judged, lists, config.explorationShare);
    const answer = estimatePolicy(decisions);
    const observed = meanReward(decisions);
    const { kind, overlap } = answer;
    const estimates = kind === 'estimated' ? answer : null;
    const estimated: z.input<typeof estimateResponse> = {
      log: logBody(log),
      judgedLists: judged.length,
      observed,
      ...{ kind, overlap },
      reason: answer.kind === 'refused' ? answer.reason : null,
      estimates: estimates && { ips: estimates.ips, snips: estimates.snips, doublyRobust: estimates.doublyRobust },
      text: textOf(answer, observed ?? 0),
    };
    return reply(estimated);
  });

export const handler = makeHandler(runtimeDependencies());
