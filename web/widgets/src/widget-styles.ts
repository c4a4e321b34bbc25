/**
 * The space that the list takes, whatever it shows; the page's snippet reserves the same before the script has loaded,
 * which is why it is a fixed length and every part of a card has a fixed height.
 */
export const reservedHeight = '22.25rem';

export const widgetStyles = `
:host {
  --su-accent: #1f5f4a;
  --su-text: #1b1b1a;
  --su-muted: #5c5c58;
  --su-surface: #ffffff;
  --su-line: #e4e2dc;
  --su-skeleton: #efede8;
  --su-radius: 12px;
  --su-gap: 16px;
  --su-card-width: 11.5rem;
  display: block;
  box-sizing: border-box;
  min-height: ${reservedHeight};
  color: var(--su-text);
  font: inherit;
  container-type: inline-size;
}
@media (prefers-color-scheme: dark) {
  :host([color-scheme='auto']) {
    --su-accent: #8fd3b9; --su-text: #f3f2ee; --su-muted: #b9b7b0;
    --su-surface: #1e1f1e; --su-line: #3a3b39; --su-skeleton: #2b2c2b;
  }
}
:host([color-scheme='dark']) {
  --su-accent: #8fd3b9; --su-text: #f3f2ee; --su-muted: #b9b7b0;
  --su-surface: #1e1f1e; --su-line: #3a3b39; --su-skeleton: #2b2c2b;
}
:host([hidden]) { display: none; }
header { display: flex; align-items: center; justify-content: space-between; height: 2.25rem; margin-bottom: .75rem; }
h2 { margin: 0; font-size: 1.25rem; line-height: 1.2; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.arrows { display: none; gap: 8px; }
@media (hover: hover) and (pointer: fine) { .overflows .arrows { display: flex; } }
.arrows button {
  width: 2.25rem; height: 2.25rem; padding: 0; border: 1px solid var(--su-line); border-radius: 50%;
  background: var(--su-surface); color: var(--su-text); font: inherit; font-size: 1.1rem; line-height: 1; cursor: pointer;
}
.arrows button:disabled { opacity: .35; cursor: default; }
ul {
  display: grid; grid-auto-flow: column; grid-auto-columns: minmax(var(--su-card-width), 1fr); gap: var(--su-gap);
  margin: 0 -4px; padding: 4px; list-style: none; height: 19.1rem;
  overflow-x: auto; overscroll-behavior-x: contain; scroll-snap-type: x proximity; scroll-padding-inline: 4px; scrollbar-width: none;
}
ul::-webkit-scrollbar { display: none; }
li { scroll-snap-align: start; min-width: 0; max-width: 18rem; }
@container (max-width: 30rem) { ul { grid-auto-columns: min(11.5rem, 62%); } }
.card {
  display: flex; flex-direction: column; box-sizing: border-box; width: 100%; height: 100%; padding: 0; overflow: hidden;
  border: 1px solid var(--su-line); border-radius: var(--su-radius); background: var(--su-surface);
  color: inherit; font: inherit; text-align: start; text-decoration: none; cursor: pointer;
  transition: box-shadow .16s, transform .16s;
}
.card:hover { box-shadow: 0 6px 20px rgb(0 0 0 / .1); transform: translateY(-2px); }
.card:focus-visible, .arrows button:focus-visible { outline: 3px solid var(--su-accent); outline-offset: 1px; }
.picture { flex: none; height: 10.5rem; background: var(--su-skeleton); }
.picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.body { display: flex; flex-direction: column; gap: .3rem; padding: .7rem .8rem; min-height: 0; }
.title, .reason { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.title { font-size: .95rem; line-height: 1.3; font-weight: 500; height: 2.6em; }
.price { font-size: .95rem; font-weight: 650; line-height: 1.4; font-variant-numeric: tabular-nums; }
.reason { font-size: .8125rem; line-height: 1.35; height: 2.7em; color: var(--su-muted); }
.skeleton .card { cursor: default; pointer-events: none; }
.bar { height: .8rem; border-radius: 6px; background: var(--su-skeleton); margin-top: .35rem; }
.bar.short { width: 45%; }
.skeleton { animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .55; } }
@media (prefers-reduced-motion: reduce) {
  .skeleton { animation: none; }
  .card { transition: none; }
  .card:hover { transform: none; }
}
`;
