import AddIcon from '@mui/icons-material/Add';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { experimentMetrics } from '../../../../core/experiments/experiment.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { DecimalField } from '../fields/decimal-field.tsx';
import { percentFormat } from '../fields/number-formats.ts';
import { NumberField } from '../layout/number-field.tsx';
import { Panel } from '../layout/panel.tsx';
import type { GuardrailRow } from './experiment-form.ts';
import type { ExperimentSectionProps } from './section-props.ts';
import { metricHelpOf, metricName } from './words.ts';

const usualLoss = 200;

const Guardrails = ({ form, onChange, problems, ...props }: ExperimentSectionProps) => {
  const isDisabled = props.isDisabled || props.isFixed;
  const { guardrails, metric } = form;
  const replace = (index: number, row: GuardrailRow | undefined) =>
    onChange({ guardrails: guardrails.flatMap((one, at) => (at === index ? (row ?? []) : one)) });
  const next = experimentMetrics.find(
    (name) => name !== metric && !guardrails.some((guardrail) => guardrail.metric === name),
  );
  return (
    <Box role="group" aria-label="Guardrails">
      <Typography variant="h3">Guardrails</Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        What must not get worse: nothing is called a winner before it is shown to spare these.
      </Typography>
      <Stack spacing={2}>
        {guardrails.map((row, index) => (
          <Box
            key={row.metric}
            sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr) 40px' }}
          >
            <ChoiceField
              label="Guarded"
              value={row.metric}
              options={experimentMetrics}
              nameOf={(name) => metricName(name, form.subject)}
              isDisabled={isDisabled}
              error={problems.get(`/guardrails/${index}/metric`)}
              onChange={(name) => name && replace(index, { ...row, metric: name })}
            />
            <DecimalField
              label="May lose at most"
              value={row.mostLossBasisPoints}
              format={percentFormat}
              min={1}
              max={10_000}
              unit="%"
              isDisabled={isDisabled}
              onChange={(mostLossBasisPoints = usualLoss) => replace(index, { ...row, mostLossBasisPoints })}
            />
            {!isDisabled && (
              <IconButton
                aria-label={`Remove guardrail: ${metricName(row.metric, form.subject)}`}
                onClick={() => replace(index, undefined)}
                sx={{ alignSelf: 'start' }}
              >
                <DeleteIcon />
              </IconButton>
            )}
          </Box>
        ))}
        {!isDisabled && next && (
          <Button
            size="small"
            startIcon={<AddIcon />}
            sx={{ alignSelf: 'flex-start' }}
            onClick={() => onChange({ guardrails: [...guardrails, { metric: next, mostLossBasisPoints: usualLoss }] })}
          >
            Add a guardrail
          </Button>
        )}
      </Stack>
    </Box>
  );
};

export const GoalSection = (props: ExperimentSectionProps) => {
  const { form, onChange } = props;
  const isDisabled = props.isDisabled || props.isFixed;
  return (
    <Panel title="Goal" help="What decides, and how much must be seen before anything is called a winner.">
      <Stack spacing={2}>
        <ChoiceField
          label="Judged by"
          value={form.metric}
          options={experimentMetrics}
          nameOf={(metric) => metricName(metric, form.subject)}
          isDisabled={isDisabled}
          help={metricHelpOf(form.metric, form.subject)}
          onChange={(metric) => metric && onChange({ metric })}
        />
        <Guardrails {...props} />
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
          <NumberField
            label="At least this many days"
            value={form.leastDays}
            min={1}
            max={90}
            isDisabled={isDisabled}
            help="Two whole weeks see every weekday twice."
            onChange={(leastDays) => onChange({ leastDays })}
          />
          <NumberField
            label="At least this many shoppers in each variant"
            value={form.leastUnits}
            min={100}
            max={1_000_000}
            isDisabled={isDisabled}
            help="A rise from 10% to 13% takes about 3,500 to show."
            onChange={(leastUnits) => onChange({ leastUnits })}
          />
        </Box>
      </Stack>
    </Panel>
  );
};
