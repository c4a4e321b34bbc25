import * as z from 'zod';

/** Query members of every list: page size and the opaque cursor of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(2048).optional().describe('nextCursor of the page before; bound to the company'),
};

/** `{data, nextCursor}`; `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });
