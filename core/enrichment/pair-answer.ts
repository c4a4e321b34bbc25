/** What a language model said about a pair: show it with this sentence, or never show it. */
export type PairAnswer =
  | { readonly verdict: 'keep'; readonly reason: string }
  | { readonly verdict: 'veto'; readonly reason?: undefined };
