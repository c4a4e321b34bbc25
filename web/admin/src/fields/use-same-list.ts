import { useRef } from 'react';

/**
 * The list of the render before while it holds the same names. An autocomplete takes another array for another value and
 * then clears what is being typed.
 */
export const useSameList = (list: readonly string[]): string[] => {
  const kept = useRef<string[]>([]);
  const isSame = kept.current.length === list.length && list.every((name, index) => name === kept.current[index]);
  if (!isSame) kept.current = [...list];
  return kept.current;
};
