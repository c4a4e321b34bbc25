import Box from '@mui/material/Box';
import type { ArgumentSpec, ArgumentSpecs } from '../../../../core/rules/argument.ts';
import { ArgumentField } from './argument-field.tsx';
import type { Problems } from './rule-form.ts';

const isWide = (spec: ArgumentSpec): boolean => spec.kind === 'texts' || spec.kind === 'choices';

/** One field for each argument, made from their declarations. */
export const ArgumentsFields = (props: {
  specs: ArgumentSpecs;
  args: Readonly<Record<string, unknown>>;
  /** Where the arguments lie in the rule, as JSON Pointer. */
  pointer: string;
  problems: Problems;
  storeCurrency: string;
  hidden?: readonly string[];
  isDisabled: boolean;
  onChange: (args: Readonly<Record<string, unknown>>) => void;
}) => {
  const { specs, args, hidden = [] } = props;
  const shown = Object.entries(specs).filter(([name]) => !hidden.includes(name));
  const currency =
    typeof args.currency === 'string' && args.currency.length === 3 ? args.currency : props.storeCurrency;
  const change = (name: string, value: unknown) => {
    const { [name]: _, ...others } = args;
    props.onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' } }}
    >
      {shown.map(([name, spec]) => (
        <Box key={name} sx={{ gridColumn: isWide(spec) ? '1 / -1' : undefined, minWidth: 0 }}>
          <ArgumentField
            spec={spec}
            value={args[name]}
            currency={currency}
            error={props.problems.get(`${props.pointer}/${name}`)}
            isDisabled={props.isDisabled}
            onChange={(value) => change(name, value)}
          />
        </Box>
      ))}
    </Box>
  );
};
