import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useSameList } from './use-same-list.ts';

/** Several names: chosen from a list, or, where `isFree`, typed. */
export const NamesField = (props: {
  label: string;
  value: readonly string[];
  options: readonly string[];
  onChange: (names: string[]) => void;
  nameOf?: (name: string) => string;
  isFree?: boolean;
  help?: string;
  error?: string;
  isDisabled?: boolean;
}) => {
  const value = useSameList(props.value);
  return (
    <Autocomplete
      multiple
      fullWidth
      filterSelectedOptions
      freeSolo={props.isFree}
      autoSelect={props.isFree}
      options={props.options}
      value={value}
      disabled={props.isDisabled}
      getOptionLabel={props.nameOf ?? ((name) => name)}
      onChange={(_, names) =>
        props.onChange([...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))])
      }
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
