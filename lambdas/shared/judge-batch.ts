import type * as z from 'zod';
import type { batchItemResult, batchResponse } from '#contracts/api/catalog';
import type { FieldError } from '#contracts/problem';
import type { UpsertOutcome } from '#core/ports/upsert';
import { fieldErrors } from '#lambdas/shared/parse-request';

type ItemResult = z.output<typeof batchItemResult>;
type BatchResponse = z.output<typeof batchResponse>;

interface Judged<T> {
  readonly good: readonly { readonly index: number; readonly value: T }[];
  readonly rejected: ReadonlyMap<number, FieldError[]>;
}

/** Checks each item of a batch by itself; pointers lead into the body, e.g. `/body/orders/3/lines/0/quantity`. */
const judgeItems = <S extends z.ZodType>(schema: S, root: string, items: readonly unknown[]): Judged<z.output<S>> => {
  const good: { index: number; value: z.output<S> }[] = [];
  const rejected = new Map<number, FieldError[]>();
  items.forEach((item, index) => {
    const parsed = schema.safeParse(item);
    if (parsed.success) good.push({ index, value: parsed.data });
    else rejected.set(index, fieldErrors(`${root}/${index}`, parsed.error));
  });
  return { good, rejected };
};

const idOf = (item: unknown, idField: string): string => {
  const id = typeof item === 'object' && item !== null && idField in item ? (item as never)[idField] : '';
  return String(id).slice(0, 128);
};

const summary = (results: ItemResult[]): BatchResponse => {
  const rejected = results.filter(({ status }) => status === 'rejected').length;
  return { results, accepted: results.length - rejected, rejected };
};

interface BatchWork<S extends z.ZodType> {
  readonly schema: S;
  /** Where the items are in the request, e.g. `/body/orders`. */
  readonly root: string;
  readonly idField: string;
  /** Writes the good items; one outcome each, in their order. */
  readonly write: (values: z.output<S>[]) => Promise<UpsertOutcome[]>;
}

/** Writes the good items of a batch and says of every item, in the order given, what became of it. */
export const writeBatch = async <S extends z.ZodType>(
  items: readonly unknown[],
  { schema, root, idField, write }: BatchWork<S>,
): Promise<BatchResponse> => {
  const { good, rejected } = judgeItems(schema, root, items);
  const outcomes = good.length > 0 ? await write(good.map(({ value }) => value)) : [];
  const written = new Map(good.map(({ index }, position) => [index, outcomes[position]!]));
  return summary(
    items.map((item, index) => {
      const errors = rejected.get(index);
      if (errors) return { id: idOf(item, idField), status: 'rejected', errors };
      return { id: written.get(index)!.id, status: written.get(index)!.status };
    }),
  );
};
