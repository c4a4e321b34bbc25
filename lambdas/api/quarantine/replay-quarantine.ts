import { replayQuarantine } from '#contracts/api/quarantine';
import type { ResponseOf } from '#contracts/operation';
import { eventIdentity } from '#core/events/event-identity';
import type { QuarantinedEvent } from '#core/quarantine/quarantined-event';
import type { JudgeContext, Judgement } from '#lambdas/api/events/judge-event';
import { judgeContext, writeJudged } from '#lambdas/api/events/take-events';
import { judgeAgain } from '#lambdas/api/quarantine/judge-again';
import { type QuarantineDependencies, runtimeDependencies } from '#lambdas/api/quarantine/runtime-dependencies';
import { httpEndpoint } from '#lambdas/shared/http-endpoint';
import { reply } from '#lambdas/shared/reply';

type Result = ResponseOf<typeof replayQuarantine>['results'][number];

const isGood = (judged: Judgement | undefined): judged is Exclude<Judgement, { kind: 'rejected' }> =>
  judged !== undefined && judged.kind !== 'rejected';

const resultOf = (entryId: string, judged: Judgement | undefined, lost: ReadonlySet<string>): Result => {
  if (!judged) return { entryId, status: 'not_replayable' };
  if (judged.kind === 'rejected') return { entryId, status: 'still_bad', reason: judged.rejection.reason };
  if (judged.kind === 'ignored') return { entryId, status: 'ignored' };
  return { entryId, status: lost.has(eventIdentity(judged.event)) ? 'not_written' : 'replayed' };
};

const isDone = ({ status }: Result): boolean => status === 'replayed' || status === 'ignored';

/** Sends first and releases then: an entry that stays because of a crash is sent again under the same event id. */
const replay = async (
  deps: QuarantineDependencies,
  entries: readonly QuarantinedEvent[],
  context: JudgeContext,
): Promise<Result[]> => {
  const judged = entries.map((entry) => judgeAgain(entry, context));
  const { lost } = await writeJudged(deps, judged.filter(isGood), context);
  const results = entries.map(({ entryId }, index) => resultOf(entryId, judged[index], lost));
  const done = results.filter(isDone);
  await Promise.all(done.map(({ entryId }) => deps.quarantine.release(context.companyId, entryId, context.now)));
  return results;
};

export const makeHandler = (deps: QuarantineDependencies) =>
  httpEndpoint(replayQuarantine, deps, async (request) => {
    const { companyId } = request.company.company;
    const wanted = [...new Set(request.body.entryIds)];
    const entries = await deps.quarantine.getMany(companyId, wanted);
    // The browser of the person who replays is not the one that the events came from.
    const context = judgeContext({ ...request, userAgent: undefined }, 'api');
    const found = new Map((await replay(deps, entries, context)).map((result) => [result.entryId, result]));
    const results = wanted.map((entryId): Result => found.get(entryId) ?? { entryId, status: 'not_found' });
    return reply({ replayed: results.filter(({ status }) => status === 'replayed').length, results });
  });

export const handler = makeHandler(runtimeDependencies());
