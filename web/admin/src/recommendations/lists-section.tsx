import Autocomplete from '@mui/material/Autocomplete';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { Panel } from '../layout/panel.tsx';
import { ProductsPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import type { SectionProps } from './section-props.ts';

/** Every category and every category above one, e.g. `Kitchen` and `Kitchen > Baking`. */
const useCategories = (): string[] => {
  const { products } = useProducts();
  return useMemo(() => {
    const keys = products.flatMap(({ categoryPath }) =>
      categoryPath.map((_, depth) => categoryPath.slice(0, depth + 1).join(' > ')),
    );
    return [...new Set(keys)].sort();
  }, [products]);
};

export const ListsSection = ({ draft, onChange, isDisabled }: SectionProps) => {
  const categories = useCategories();
  return (
    <>
      <Panel title="Never recommend" help="These are left out everywhere.">
        <Stack spacing={2}>
          <ProductsPicker
            label="Products"
            value={draft.excludedProductIds}
            isDisabled={isDisabled}
            onChange={(excludedProductIds) => onChange({ excludedProductIds })}
          />
          <Autocomplete
            multiple
            filterSelectedOptions
            options={categories}
            value={[...draft.excludedCategories]}
            disabled={isDisabled}
            onChange={(_, excludedCategories) => onChange({ excludedCategories })}
            renderInput={(params) => (
              <TextField {...params} label="Categories" helperText="Everything below a category is left out, too." />
            )}
          />
        </Stack>
      </Panel>
      <Panel title="Only recommend" help="When this list is not empty, nothing else is ever recommended.">
        <ProductsPicker
          label="Products"
          value={draft.onlyProductIds}
          isDisabled={isDisabled}
          onChange={(onlyProductIds) => onChange({ onlyProductIds })}
        />
      </Panel>
    </>
  );
};
