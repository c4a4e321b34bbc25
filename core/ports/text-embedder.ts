export interface Embedded {
  /** Of length 1, with the embedder's dimensions. */
  readonly vector: Float32Array;
  readonly inputTokens: number;
}

/** A model that puts texts of like meaning close to each other. */
export interface TextEmbedder {
  readonly modelId: string;
  readonly dimensions: number;
  embed(text: string): Promise<Embedded>;
}
