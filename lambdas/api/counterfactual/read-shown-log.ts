import { ShownLog } from '#core/counterfactual/shown-log';
import type { EventArchive } from '#core/ports/event-archive';

/** What one answer reads of the archive: a few seconds and some hundred megabytes of memory. */
export const mostEvents = 200_000;

export interface ReadLog {
  readonly shown: ShownLog;
  readonly events: number;
  readonly isComplete: boolean;
}

/** What was shown in a placement on days of the archive (`YYYY-MM-DD`, UTC), from the first event on. */
export const readShownLog = async (
  archive: Pick<EventArchive, 'streamDay'>,
  companyId: string,
  placement: string,
  days: readonly string[],
): Promise<ReadLog> => {
  const shown = new ShownLog(placement);
  let events = 0;
  for (const day of days) {
    for await (const event of archive.streamDay(companyId, day.replaceAll('-', '/'))) {
      if (events >= mostEvents) return { shown, events, isComplete: false };
      events += 1;
      shown.add(event);
    }
  }
  return { shown, events, isComplete: true };
};

export const logBody = ({ shown, events, isComplete }: ReadLog) => ({ events, isComplete, lists: shown.size });
