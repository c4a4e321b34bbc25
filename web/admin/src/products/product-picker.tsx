import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { FilterOptionsState } from '@mui/material/useAutocomplete';
import { useSameList } from '../fields/use-same-list.ts';
import { useProducts } from './use-products.ts';

const mostShown = 50;

/** Pickers hold ids, because a list may name products that the catalog no longer has. */
const useOptions = () => {
  const { products, byId, isLoading, isComplete } = useProducts();
  const titleOf = (productId: string) => byId.get(productId)?.title ?? productId;
  const byText = createFilterOptions<string>({
    limit: mostShown,
    stringify: (productId) => `${titleOf(productId)} ${productId} ${byId.get(productId)?.sku ?? ''}`,
  });
  /** A large catalog is not loaded whole: what is typed may be an id. */
  const filter = (options: string[], state: FilterOptionsState<string>): string[] => {
    const found = byText(options, state);
    const typed = state.inputValue.trim();
    return found.length === 0 && !isComplete && typed !== '' ? [typed] : found;
  };
  return { ids: products.map(({ productId }) => productId), byId, titleOf, filter, isLoading };
};

const Option = ({ title, productId, imageUrl }: { title: string; productId: string; imageUrl?: string }) => (
  <>
    <Avatar src={imageUrl} alt="" variant="rounded" sx={{ width: 36, height: 36, mr: 1.5, bgcolor: 'action.hover' }}>
      {' '}
    </Avatar>
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" noWrap>
        {title}
      </Typography>
      <Typography variant="caption" color="textSecondary" noWrap>
        {productId}
      </Typography>
    </Box>
  </>
);

export const ProductPicker = (props: {
  label: string;
  value: string | null;
  onChange: (productId: string | null) => void;
  help?: string;
  error?: string;
  isDisabled?: boolean;
}) => {
  const { ids, byId, titleOf, filter, isLoading } = useOptions();
  return (
    <Autocomplete
      fullWidth
      options={ids}
      value={props.value}
      loading={isLoading}
      disabled={props.isDisabled}
      onChange={(_, productId) => props.onChange(productId)}
      getOptionLabel={titleOf}
      filterOptions={filter}
      noOptionsText="No product found"
      renderOption={({ key, ...attributes }, productId) => (
        <li key={key} {...attributes}>
          <Option title={titleOf(productId)} productId={productId} imageUrl={byId.get(productId)?.imageUrl} />
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          error={props.error !== undefined}
          helperText={props.error ?? props.help}
        />
      )}
    />
  );
};

export const ProductsPicker = (props: {
  label: string;
  value: readonly string[];
  onChange: (productIds: string[]) => void;
  help?: string;
  error?: string;
  isDisabled?: boolean;
}) => {
  const { ids, byId, titleOf, filter, isLoading } = useOptions();
  const value = useSameList(props.value);
  return (
    <Autocomplete
      multiple
      fullWidth
      filterSelectedOptions
      disableCloseOnSelect
      limitTags={12}
      options={ids}
      value={value}
      loading={isLoading}
      disabled={props.isDisabled}
      onChange={(_, productIds) => props.onChange(productIds)}
      getOptionLabel={titleOf}
      filterOptions={filter}
      noOptionsText="No product found"
      renderOption={({ key, ...attributes }, productId) => (
        <li key={key} {...attributes}>
          <Option title={titleOf(productId)} productId={productId} imageUrl={byId.get(productId)?.imageUrl} />
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={props.label}
          error={props.error !== undefined}
          helperText={props.error ?? props.help}
        />
      )}
    />
  );
};
