import TextField from '@mui/material/TextField';
import type { ArgumentSpec, IntegerArgument, TextsArgument } from '../../../../core/rules/argument.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { NamesField } from '../fields/names-field.tsx';
import { moneyFormat, percentFormat, wholeFormat } from '../fields/number-formats.ts';
import { ProductPicker, ProductsPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import { useCatalogNames } from '../recommendations/use-catalog-names.ts';
import { countryCodes, countryName, segmentNames } from './known-names.ts';
import { choiceName } from './words.ts';

export interface ArgumentFieldProps<S extends ArgumentSpec = ArgumentSpec> {
  readonly spec: S;
  readonly value: unknown;
  /** Currency of amounts beside it. */
  readonly currency: string;
  readonly error?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: unknown) => void;
}

/** Words of the reference that a form says with its fields: units, and the names of choices. */
const helpOf = (spec: ArgumentSpec): string | undefined => {
  if (spec.kind === 'choice' && spec.options.some((option) => spec.description.includes(option))) return undefined;
  return spec.description
    .replace(/, in basis points: [^.]*/, '')
    .replace(' in basis points', '')
    .replace(', for PERCENTAGE', '');
};

const IntegerField = ({ spec, value, currency, ...props }: ArgumentFieldProps<IntegerArgument>) => {
  const formats = { 'minor-units': moneyFormat(currency), 'basis-points': percentFormat } as const;
  const units = { 'minor-units': currency, 'basis-points': '%', days: 'days', orders: 'orders', units: '' } as const;
  const format = spec.unit === 'minor-units' || spec.unit === 'basis-points' ? formats[spec.unit] : wholeFormat;
  return (
    <DecimalField
      {...props}
      label={spec.label}
      help={helpOf(spec)}
      min={spec.min}
      max={spec.max}
      unit={units[spec.unit]}
      format={format}
      value={typeof value === 'number' ? value : undefined}
    />
  );
};

const useOptions = (of: TextsArgument['of']): readonly string[] => {
  const { categories, brands } = useCatalogNames();
  const { products } = useProducts();
  if (of === 'category') return categories;
  if (of === 'brand') return brands;
  if (of === 'tag') return [...new Set(products.flatMap(({ tags }) => tags))].sort();
  if (of === 'country') return countryCodes;
  return of === 'segment' ? Object.keys(segmentNames) : [];
};

const TextsField = ({ spec, value, ...props }: ArgumentFieldProps<TextsArgument>) => {
  const options = useOptions(spec.of);
  const names = Array.isArray(value) ? value.map(String) : [];
  const shared = { ...props, label: spec.label, help: helpOf(spec), value: names };
  const onChange = (chosen: string[]) => props.onChange(chosen.length === 0 ? undefined : chosen);
  if (spec.of === 'product') return <ProductsPicker {...shared} onChange={onChange} />;
  const nameOf = (name: string) => (spec.of === 'country' ? countryName(name) : (segmentNames[name] ?? name));
  return (
    <NamesField {...shared} options={options} nameOf={nameOf} isFree={spec.of !== 'country'} onChange={onChange} />
  );
};

/** The field of one argument of a condition or an offer, as its declaration describes it. */
export const ArgumentField = (props: ArgumentFieldProps) => {
  const { spec, value, error, isDisabled, onChange } = props;
  const shared = { label: spec.label, help: helpOf(spec), error, isDisabled };
  switch (spec.kind) {
    case 'integer':
      return <IntegerField {...props} spec={spec} />;
    case 'texts':
      return <TextsField {...props} spec={spec} />;
    case 'choices':
      return (
        <NamesField
          {...shared}
          options={spec.options}
          nameOf={choiceName}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen)}
        />
      );
    case 'choice':
      return (
        <ChoiceField
          {...shared}
          options={spec.options}
          nameOf={choiceName}
          value={typeof value === 'string' ? value : ''}
          isOptional={spec.optional}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <ChoiceField
          {...shared}
          options={['true', 'false']}
          nameOf={choiceName}
          value={typeof value === 'boolean' ? (String(value) as 'true' | 'false') : ''}
          onChange={(chosen) => onChange(chosen === undefined ? undefined : chosen === 'true')}
        />
      );
    case 'id':
      if (spec.of === 'product') {
        const productId = typeof value === 'string' ? value : null;
        return <ProductPicker {...shared} value={productId} onChange={(chosen) => onChange(chosen ?? undefined)} />;
      }
      return <PlainField {...shared} value={value} onChange={onChange} />;
    case 'currency':
      return <PlainField {...shared} value={value} onChange={(code) => onChange(code?.toUpperCase())} />;
    case 'time-of-day':
      return <PlainField {...shared} type="time" value={value} onChange={onChange} />;
  }
};

const PlainField = (props: {
  label: string;
  value: unknown;
  help?: string;
  error?: string;
  isDisabled?: boolean;
  type?: 'time';
  onChange: (text: string | undefined) => void;
}) => (
  <TextField
    fullWidth
    type={props.type ?? 'text'}
    label={props.label}
    value={typeof props.value === 'string' ? props.value : ''}
    disabled={props.isDisabled}
    error={props.error !== undefined}
    helperText={props.error ?? props.help}
    slotProps={props.type ? { inputLabel: { shrink: true } } : {}}
    onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
  />
);
