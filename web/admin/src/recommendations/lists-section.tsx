import Autocomplete from '@mui/material/Autocomplete';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Panel } from '../layout/panel.tsx';
import { ProductsPicker } from '../products/product-picker.tsx';
import type { SectionProps } from './section-props.ts';
import { useCatalogNames } from './use-catalog-names.ts';

export const ListsSection = ({ draft, onChange, isDisabled }: SectionProps) => {
  const { categories } = useCatalogNames();
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
