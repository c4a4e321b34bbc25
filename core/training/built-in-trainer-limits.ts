/**
 * How much the built-in trainer takes in one function of 10,240 MB and 900 s, as `npm run bench:engine` measures it
 * (docs/algorithms.md, "Time and memory", has the figures). Stores beyond this train elsewhere.
 */
export const builtInTrainerLimits = {
  /** Order lines and session events in a company's log: what 10,240 MB hold. */
  mostInteractions: 35_000_000,
  /** Products in the catalog: some 3 kB each, in the trained lists of all relations. */
  mostProducts: 1_000_000,
  /** Peak memory for each interaction, beyond what Node itself takes; the most of four runs at 10 million with 100,000 products. */
  bytesPerInteraction: 290,
} as const;
