/**
 * Vectors for product texts: those of last time where the text is the same, else from the model, a few at a time, the
 * products in id order, within the number and the time given. What has no vector is compared by its words alone.
 */
import { createHash } from 'node:crypto';
import type { Product } from '#core/catalog/product';
import type { EmbeddingTable } from '#core/content/embedding-table';
import type { TextEmbedder } from '#core/ports/text-embedder';

export interface EmbedDependencies {
  readonly embedder: TextEmbedder;
  /** Texts that may be sent now, ≥ 0. */
  readonly maxTexts: number;
  /** True when no further call may begin. */
  readonly isTimeUp: () => boolean;
  /** Tells of a failed call; its text is asked about next time. */
  readonly onFailure: (error: unknown) => void;
}

export interface EmbeddedCatalog {
  /** Vectors of the catalog as it is now; those of texts that are gone are left out. */
  readonly table: EmbeddingTable;
  readonly cached: number;
  readonly embedded: number;
  readonly inputTokens: number;
}

const parallelCalls = 4;
/** So many failed calls are an outage: asking on would only take time. */
const mostFailedCalls = 5;
const longestText = 2_000;

/** What a product is, in words, and nothing that changes without it becoming another product. */
export const embeddingText = ({ title, categoryPath, brand, tags, attributes }: Product): string => {
  const facts = Object.entries(attributes).map(([name, value]) => `${name}: ${value}`);
  const parts = [title, categoryPath.join(' > '), brand ?? '', tags.toSorted().join(', '), facts.sort().join(', ')];
  return parts
    .map((part) => part.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
    .filter(Boolean)
    .join('. ')
    .slice(0, longestText);
};

/** @param modelId another model's vectors mean nothing to this one */
export const embeddingHash = (product: Product, modelId: string): string =>
  createHash('sha256')
    .update(JSON.stringify([modelId, embeddingText(product)]))
    .digest('hex')
    .slice(0, 32);

/** Asks for the texts in turns. */
class EmbeddingCalls {
  readonly vectors = new Map<string, Float32Array>();
  inputTokens = 0;
  #failed = 0;
  readonly #deps: EmbedDependencies;

  constructor(deps: EmbedDependencies) {
    this.#deps = deps;
  }

  async ask(texts: readonly (readonly [hash: string, text: string])[]): Promise<void> {
    for (let at = 0; at < texts.length && this.#failed < mostFailedCalls; at += parallelCalls) {
      if (this.#deps.isTimeUp()) return;
      await Promise.all(texts.slice(at, at + parallelCalls).map(([hash, text]) => this.#askOne(hash, text)));
    }
  }

  async #askOne(hash: string, text: string): Promise<void> {
    try {
      const { vector, inputTokens } = await this.#deps.embedder.embed(text);
      this.vectors.set(hash, vector);
      this.inputTokens += inputTokens;
    } catch (error) {
      this.#failed += 1;
      this.#deps.onFailure(error);
    }
  }
}

/** @param known the table of the last time, of any model */
export const embedCatalog = async (
  products: readonly Product[],
  known: EmbeddingTable | undefined,
  deps: EmbedDependencies,
): Promise<EmbeddedCatalog> => {
  const { modelId, dimensions } = deps.embedder;
  const active = products
    .filter(({ status }) => status === 'active')
    .sort((a, b) => (a.productId < b.productId ? -1 : 1));
  const texts = new Map(active.map((product) => [embeddingHash(product, modelId), embeddingText(product)]));
  const vectors = new Map(
    [...texts.keys()].flatMap((hash) => {
      const vector = known?.vectors.get(hash);
      return vector ? [[hash, vector] as const] : [];
    }),
  );
  const calls = new EmbeddingCalls(deps);
  await calls.ask([...texts].filter(([hash]) => !vectors.has(hash)).slice(0, deps.maxTexts));
  const table = { modelId, dimensions, vectors: new Map([...vectors, ...calls.vectors]) };
  return { table, cached: vectors.size, embedded: calls.vectors.size, inputTokens: calls.inputTokens };
};
