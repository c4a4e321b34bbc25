/**
 * Fixed, so that offers come, change and go without moving what follows; the page's snippet reserves the same before the
 * script has loaded.
 */
export const reservedOfferHeight = '19.75rem';

export const offerStyles = `
:host {
  --su-accent: #1f5f4a; --su-on-accent: #ffffff; --su-text: #1b1b1a; --su-muted: #5c5c58; --su-surface: #ffffff;
  --su-line: #e4e2dc; --su-skeleton: #efede8; --su-radius: 12px; --su-gap: 16px;
  --su-high: #8a4b14; --su-critical: #9c2f1f;
  display: block; box-sizing: border-box; min-height: ${reservedOfferHeight};
  color: var(--su-text); font: inherit; container-type: inline-size;
}
@media (prefers-color-scheme: dark) {
  :host([color-scheme='auto']) {
    --su-accent: #8fd3b9; --su-on-accent: #10241c; --su-text: #f3f2ee; --su-muted: #b9b7b0; --su-surface: #1e1f1e;
    --su-line: #3a3b39; --su-skeleton: #2b2c2b; --su-high: #e8b07c; --su-critical: #f0a195;
  }
}
:host([color-scheme='dark']) {
  --su-accent: #8fd3b9; --su-on-accent: #10241c; --su-text: #f3f2ee; --su-muted: #b9b7b0; --su-surface: #1e1f1e;
  --su-line: #3a3b39; --su-skeleton: #2b2c2b; --su-high: #e8b07c; --su-critical: #f0a195;
}
:host([hidden]) { display: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.4; height: 1.75rem; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
h2:focus { outline: none; }
ul { list-style: none; margin: 0; padding: 0; }
.offers {
  position: relative; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(18.5rem, 26rem); gap: var(--su-gap);
  height: 17.25rem; margin: 0 -4px; padding: 4px; box-sizing: border-box;
  overflow-x: auto; overscroll-behavior-x: contain; scroll-snap-type: x proximity; scroll-padding-inline: 4px; scrollbar-width: none;
}
.offers::-webkit-scrollbar { display: none; }
@container (max-width: 36rem) { .offers { grid-auto-columns: min(19rem, 88%); } .offers:has(> :only-child) { grid-auto-columns: 100%; } }
.card {
  position: relative; display: flex; flex-direction: column; gap: .55rem; box-sizing: border-box; min-width: 0; padding: .9rem 1rem; overflow: hidden;
  scroll-snap-align: start; border: 1px solid var(--su-line); border-radius: var(--su-radius); background: var(--su-surface);
}
.card[data-urgency='MEDIUM'] { border-inline-start: 4px solid var(--su-accent); }
.card[data-urgency='HIGH'] { border-inline-start: 4px solid var(--su-high); background: color-mix(in srgb, var(--su-high) 5%, var(--su-surface)); }
.card[data-urgency='CRITICAL'] { border: 2px solid var(--su-critical); background: color-mix(in srgb, var(--su-critical) 6%, var(--su-surface)); }
.top { display: flex; gap: .8rem; align-items: flex-start; }
.pictures { display: flex; flex: none; }
.picture { width: 3.5rem; height: 3.5rem; overflow: hidden; border-radius: 8px; background: var(--su-skeleton); }
.picture + .picture { margin-inline-start: -2.4rem; box-shadow: 0 0 0 2px var(--su-surface); }
.picture img { display: block; width: 100%; height: 100%; object-fit: cover; }
.words { min-width: 0; }
h3, p { margin: 0; }
h3 { font-size: 1rem; line-height: 1.3; font-weight: 650; }
h3, .message { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.message { margin-top: .15rem; font-size: .9rem; line-height: 1.35; }
.reason { margin-top: .15rem; font-size: .8125rem; line-height: 1.35; color: var(--su-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.products { display: grid; gap: .25rem; min-height: 0; overflow: hidden auto; scrollbar-width: thin; font-size: .9rem; line-height: 1.35; }
.products li { display: flex; justify-content: space-between; gap: .75rem; }
.products li > :first-child { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: inherit; }
.price { flex: none; font-weight: 650; font-variant-numeric: tabular-nums; }
.price s { font-weight: 400; color: var(--su-muted); }
.progress { flex: none; height: .6rem; border-radius: 1rem; background: var(--su-skeleton); overflow: hidden; }
.fill { height: 100%; border-radius: inherit; background: var(--su-accent); transition: inline-size .3s; }
.effect { font-size: .875rem; line-height: 1.35; color: var(--su-muted); font-variant-numeric: tabular-nums; }
.effect:empty { display: none; }
.buttons { display: flex; gap: .5rem; margin-top: auto; }
button { min-height: 2.5rem; padding: 0 1rem; white-space: nowrap; border: 0; border-radius: 999px; font: inherit; font-size: .925rem; font-weight: 600; cursor: pointer; }
.accept { background: var(--su-accent); color: var(--su-on-accent); }
.decline { padding: 0 .5rem; background: none; color: var(--su-muted); text-decoration: underline; text-underline-offset: .2em; }
button:hover { filter: brightness(.93); }
button:disabled { opacity: .6; cursor: default; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--su-accent); outline-offset: 2px; }
.card.taken .buttons { align-items: center; min-height: 2.5rem; color: var(--su-accent); font-weight: 650; }
.room { height: 1.75rem; margin-bottom: .75rem; }
.bar { flex: 1; height: .9rem; border-radius: 6px; background: var(--su-skeleton); }
.bar.short { flex: none; width: 55%; }
.skeleton { animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .55; } }
@media (prefers-reduced-motion: reduce) { .fill { transition: none; } .skeleton { animation: none; } }
`;
