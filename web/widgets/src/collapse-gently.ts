/**
 * Pixels per frame. Browsers count a move of 3 or more between two frames as a layout shift; below that, what follows
 * glides up instead of jumping under the visitor's finger.
 */
const stepPx = 2;

/** Only one element of a page glides at a time: the steps of two would add up. */
let gliding: Promise<void> = Promise.resolve();

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

const isOutOfSight = ({ top, bottom }: DOMRect): boolean => bottom <= 0 || top >= innerHeight;

/** Room that nobody sees because it is below the screen goes first, at once. */
const visibleHeight = ({ top, bottom }: DOMRect): number => Math.min(bottom, innerHeight) - top;

/** Takes one pixel length of an inline style down to zero. */
const shrink = async (element: HTMLElement, property: string, fromPx: number): Promise<void> => {
  for (let lengthPx = fromPx; lengthPx > 0; lengthPx -= stepPx) {
    if (!element.isConnected || isOutOfSight(element.getBoundingClientRect())) return;
    element.style.setProperty(property, `${lengthPx}px`, 'important');
    await nextFrame();
  }
  element.style.setProperty(property, '0', 'important');
};

const glide = async (element: HTMLElement): Promise<void> => {
  const { marginTop, marginBottom } = getComputedStyle(element);
  const heightPx = visibleHeight(element.getBoundingClientRect());
  element.style.setProperty('min-height', '0', 'important');
  await shrink(element, 'height', heightPx);
  await shrink(element, 'margin-bottom', Number.parseFloat(marginBottom));
  await shrink(element, 'margin-top', Number.parseFloat(marginTop));
};

/** Gives an element that was taken out its room back, the same way. */
export const expandGently = async (element: HTMLElement, heightPx: number, stop: AbortSignal): Promise<void> => {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const grow = async () => {
    for (const property of ['display', 'margin-top', 'margin-bottom']) element.style.removeProperty(property);
    element.style.setProperty('min-height', '0', 'important');
    element.style.setProperty('overflow', 'hidden');
    for (let nowPx = 0; nowPx < heightPx; nowPx += stepPx) {
      if (stop.aborted || !element.isConnected || isOutOfSight(element.getBoundingClientRect())) return;
      element.style.setProperty('height', `${nowPx}px`, 'important');
      await nextFrame();
    }
  };
  if (!isStill) gliding = gliding.then(() => (stop.aborted ? undefined : grow())).catch(() => {});
  await gliding;
  if (!stop.aborted) restoreRoom(element);
};

const inlineProperties = ['height', 'min-height', 'margin-top', 'margin-bottom', 'display', 'overflow'] as const;

/** Gives an element its room back. */
export const restoreRoom = (element: HTMLElement): void => {
  for (const property of inlineProperties) element.style.removeProperty(property);
};

/** Takes an empty element and its room out of the page without a layout shift; `stop` leaves it as it is then. */
export const collapseGently = async (element: HTMLElement, stop: AbortSignal): Promise<void> => {
  const hide = () => {
    if (stop.aborted) return;
    restoreRoom(element);
    element.style.setProperty('display', 'none', 'important');
  };
  if (isOutOfSight(element.getBoundingClientRect()) || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return hide();
  }
  gliding = gliding.then(() => (stop.aborted ? undefined : glide(element))).catch(() => {});
  await gliding;
  hide();
};
