import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { combinationModes } from '../../../../core/rules/targeting-rule.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { moneyFormat, wholeFormat } from '../fields/number-formats.ts';
import { ZonedTimeField } from '../fields/zoned-time-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { RuleSectionProps } from './section-props.ts';
import { combinationNames } from './words.ts';

const twoColumns = { display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } } as const;

/** Without members that are not given: the server takes no `undefined` for a number. */
const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const ScheduleFields = ({ form, onChange, problems, timeZone, isDisabled }: RuleSectionProps) => {
  const { schedule } = form;
  return (
    <Box sx={twoColumns}>
      <ZonedTimeField
        label="From"
        value={schedule.from}
        timeZone={timeZone}
        isDisabled={isDisabled}
        error={problems.get('/schedule/from')}
        help={`Time in ${timeZone}. Empty: at once.`}
        onChange={(from) => onChange({ schedule: without({ ...schedule, from }) })}
      />
      <ZonedTimeField
        label="Until"
        value={schedule.until}
        timeZone={timeZone}
        isDisabled={isDisabled}
        error={problems.get('/schedule/until')}
        help="Empty: until you turn it off."
        onChange={(until) => onChange({ schedule: without({ ...schedule, until }) })}
      />
    </Box>
  );
};

const CapFields = ({ form, onChange, problems, isDisabled }: RuleSectionProps) => {
  const { caps } = form;
  return (
    <Box sx={{ ...twoColumns, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr 1fr' } }}>
      <DecimalField
        label="Times per visit"
        value={caps.perSession}
        format={wholeFormat}
        min={1}
        max={1000}
        isDisabled={isDisabled}
        error={problems.get('/caps/perSession')}
        help="Empty: no limit."
        onChange={(perSession) => onChange({ caps: without({ ...caps, perSession }) })}
      />
      <DecimalField
        label="Times per customer"
        value={caps.perCustomer}
        format={wholeFormat}
        min={1}
        max={1000}
        isDisabled={isDisabled}
        error={problems.get('/caps/perCustomer')}
        help="Empty: no limit."
        onChange={(perCustomer) => onChange({ caps: without({ ...caps, perCustomer }) })}
      />
      <DecimalField
        label="Pause after a “no”"
        value={caps.coolDownHours}
        format={wholeFormat}
        min={0}
        max={8760}
        unit="hours"
        isDisabled={isDisabled}
        error={problems.get('/caps/coolDownHours')}
        help="Before the offer is made again."
        onChange={(coolDownHours = 0) => onChange({ caps: { ...caps, coolDownHours } })}
      />
    </Box>
  );
};

const BudgetFields = ({ form, onChange, problems, storeCurrency, isDisabled }: RuleSectionProps) => {
  const { budget } = form;
  const currency = budget.mostDiscount?.currency ?? storeCurrency;
  return (
    <Box sx={twoColumns}>
      <DecimalField
        label="Stop after accepted offers"
        value={budget.mostAccepts}
        format={wholeFormat}
        min={1}
        max={1_000_000_000}
        isDisabled={isDisabled}
        error={problems.get('/budget/mostAccepts')}
        help="Empty: no limit."
        onChange={(mostAccepts) => onChange({ budget: without({ ...budget, mostAccepts }) })}
      />
      <DecimalField
        label="Stop after discounts of"
        value={budget.mostDiscount?.amount}
        format={moneyFormat(currency)}
        min={0}
        max={1_000_000_000_000}
        unit={currency}
        isDisabled={isDisabled}
        error={problems.get('/budget/mostDiscount')}
        help="Sum of what accepted offers gave away. Empty: no limit."
        onChange={(amount) =>
          onChange({
            budget: without({ ...budget, mostDiscount: amount === undefined ? undefined : { amount, currency } }),
          })
        }
      />
    </Box>
  );
};

const CombinationFields = ({ form, onChange, problems, isDisabled }: RuleSectionProps) => {
  const { mode, group = '' } = form.combination;
  return (
    <Box sx={mode === 'ONE_OF_GROUP' ? twoColumns : undefined}>
      <ChoiceField
        label="Beside other offers"
        value={mode}
        options={combinationModes}
        nameOf={(one) => combinationNames[one]}
        isDisabled={isDisabled}
        onChange={(chosen) =>
          chosen && onChange({ combination: chosen === 'ONE_OF_GROUP' ? { mode: chosen, group } : { mode: chosen } })
        }
      />
      {mode === 'ONE_OF_GROUP' && (
        <TextField
          label="Group"
          value={group}
          disabled={isDisabled}
          error={problems.has('/combination/group')}
          helperText={problems.get('/combination/group') ?? 'Rules with the same name belong together.'}
          slotProps={{ htmlInput: { maxLength: 60 } }}
          onChange={({ target }) => onChange({ combination: { mode, group: target.value } })}
        />
      )}
    </Box>
  );
};

export const LimitsSection = (props: RuleSectionProps) => (
  <Panel title="Limits" help="When the rule holds, how often it shows, what it may cost, and what it goes with.">
    <Stack spacing={2.5}>
      <ScheduleFields {...props} />
      <CapFields {...props} />
      <BudgetFields {...props} />
      <CombinationFields {...props} />
    </Stack>
  </Panel>
);
