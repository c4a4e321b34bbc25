const seenShare = 0.5;
const seenMs = 1000;
const batchMs = 250;

/**
 * Calls back with the elements that were at least half visible for a second, each once,
 * those that ripen together in one call.
 */
export const watchImpressions = (elements: readonly Element[], onSeen: (indexes: number[]) => void): (() => void) => {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  let ripe: number[] = [];
  let flushTimer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    flushTimer = undefined;
    onSeen(ripe.sort((a, b) => a - b));
    ripe = [];
  };
  const ripen = (element: Element) => {
    observer.unobserve(element);
    timers.delete(element);
    ripe.push(elements.indexOf(element));
    flushTimer ??= setTimeout(flush, batchMs);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        if (intersectionRatio < seenShare) {
          clearTimeout(timers.get(target));
          timers.delete(target);
        } else if (!timers.has(target)) {
          timers.set(
            target,
            setTimeout(() => ripen(target), seenMs),
          );
        }
      }
    },
    { threshold: [0, seenShare] },
  );
  for (const element of elements) observer.observe(element);

  return () => {
    observer.disconnect();
    for (const timer of timers.values()) clearTimeout(timer);
    if (flushTimer !== undefined) {
      clearTimeout(flushTimer);
      flush();
    }
  };
};
