export interface BudgetLimits {
  readonly maxPairs: number;
  readonly maxTokens: number;
}

/** What a run may still ask. Tokens are reserved before a call, so that parallel calls cannot overdraw it together. */
export class EnrichmentBudget {
  readonly #limits: BudgetLimits;
  #pairs = 0;
  #tokens = 0;

  constructor(limits: BudgetLimits) {
    this.#limits = limits;
  }

  /** Pairs that may still be asked about. */
  get pairsLeft(): number {
    return Math.max(0, this.#limits.maxPairs - this.#pairs);
  }

  /** @returns false, reserving nothing, when the call could exceed a limit. */
  reserve(pairs: number, tokens: number): boolean {
    if (this.#pairs + pairs > this.#limits.maxPairs || this.#tokens + tokens > this.#limits.maxTokens) return false;
    this.#pairs += pairs;
    this.#tokens += tokens;
    return true;
  }

  /** Replaces a reservation by what was really used. */
  settle(reservedTokens: number, usedTokens: number): void {
    this.#tokens += usedTokens - reservedTokens;
  }
}
