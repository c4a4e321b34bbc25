/**
 * Gives an element's reserved space back without moving anything that the visitor is looking at: at once when it is off
 * screen, otherwise when it has left the screen or right after an input (a shift that answers an input is expected).
 * @returns a function that stops waiting
 */
export const collapseQuietly = (element: Element, collapse: () => void): (() => void) => {
  const inputs = ['pointerdown', 'keydown'] as const;
  const done = () => {
    observer.disconnect();
    for (const input of inputs) removeEventListener(input, finish, true);
  };
  const finish = () => {
    done();
    collapse();
  };
  const observer = new IntersectionObserver(([entry]) => {
    if (entry && !entry.isIntersecting) finish();
  });
  for (const input of inputs) addEventListener(input, finish, true);
  observer.observe(element);
  return done;
};
