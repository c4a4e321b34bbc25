import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { AnswerOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { useCompany } from '../companies/company-context.ts';

export type CatalogProduct = AnswerOf<'listProducts'>['data'][number];

/** Catalogs beyond this are searched by id only. */
const mostLoaded = 5000;

/** The store's products for pickers, loaded page after page in the background. */
export const useProducts = () => {
  const api = useApi();
  const { companyId } = useCompany();
  const pages = useInfiniteQuery({
    queryKey: ['products', companyId],
    queryFn: async ({ pageParam, signal }) =>
      (await api.listProducts({ query: { companyId, limit: 100, cursor: pageParam } }, { signal })).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }, all) => (all.length * 100 < mostLoaded ? (nextCursor ?? undefined) : undefined),
    staleTime: 60_000,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  const products = useMemo(() => pages.data?.pages.flatMap((page) => page.data) ?? [], [pages.data]);
  const byId = useMemo(() => new Map(products.map((product) => [product.productId, product])), [products]);
  /** False while pages are missing, be it for ever. */
  const isComplete = pages.data !== undefined && pages.data.pages.at(-1)?.nextCursor === null;
  return { products, byId, isLoading: pages.isPending, isComplete, error: pages.error, retry: pages.refetch };
};
