/**
 * How much the built-in trainer takes in one function of 10,240 MB and 900 s, as `npm run bench:engine` measures it
 * (docs/algorithms.md, "Time and memory", has the figures). Stores beyond this train elsewhere.
 */
export const builtInTrainerLimits = {
  /** Order lines and session events in a company's log. */
  mostInteractions: 60_000_000,
  /** Products in the catalog. */
  mostProducts: 2_000_000,
  /** Peak memory of the whole process for each interaction, beyond what Node itself takes. */
  bytesPerInteraction: 130,
} as const;
