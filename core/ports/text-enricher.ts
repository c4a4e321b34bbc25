import type { Prompt } from '#core/enrichment/build-prompt';

export interface Completion {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A language model. What it answers is checked by the caller and never trusted. */
export interface TextEnricher {
  readonly modelId: string;
  complete(prompt: Prompt): Promise<Completion>;
}
