import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { useCompany } from '../companies/company-context.ts';
import { formatShare } from '../layout/format.ts';
import { zonedTime } from '../layout/zoned-time.ts';
import { describeCondition, describeOffer } from './describe-condition.ts';
import { findingText } from './finding-text.ts';
import { type Finding, type Rule, statusOf } from './rule-form.ts';
import { useNameOf } from './use-name-of.ts';
import { useRuleCounts } from './use-rules.ts';
import { typeNames, urgencyNames } from './words.ts';

const StatusChip = ({ rule }: { rule: Rule }) => {
  const { timeZone } = useCompany();
  const status = statusOf(rule, new Date().toISOString());
  const at = (instant = '') => zonedTime(instant, timeZone).replace('T', ' ');
  if (status === 'off') return <Chip size="small" label="Off" />;
  if (status === 'planned') return <Chip size="small" color="info" label={`From ${at(rule.schedule.from)}`} />;
  if (status === 'ended') return <Chip size="small" color="warning" label={`Ended ${at(rule.schedule.until)}`} />;
  const { until } = rule.schedule;
  return <Chip size="small" color="success" label={until === undefined ? 'On' : `On until ${at(until)}`} />;
};

const Counts = ({ ruleId }: { ruleId: string }) => {
  const counts = useRuleCounts(ruleId);
  if (!counts.data) return null;
  const { impressions, accepts, declines } = counts.data;
  const rate = impressions > 0 ? ` (${formatShare(accepts / impressions)})` : '';
  return (
    <Typography variant="body2" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      Last 30 days: seen {impressions.toLocaleString()}, accepted {accepts.toLocaleString()}
      {rate}, declined {declines.toLocaleString()}
    </Typography>
  );
};

const Sentence = ({ rule }: { rule: Rule }) => {
  const titleOf = useNameOf();
  const when = describeCondition(rule.conditions, titleOf);
  return (
    <Typography variant="body2" sx={{ mt: 0.75, overflowWrap: 'anywhere' }}>
      {when === '' ? 'For every cart' : when} → <b>{describeOffer(rule.offer, titleOf)}</b>
    </Typography>
  );
};

export const RuleRow = (props: {
  rule: Rule;
  findings: readonly Finding[];
  canEdit: boolean;
  /** What the switch is being turned to, while that is on its way. */
  turningTo: boolean | undefined;
  onToggle: (enabled: boolean) => void;
  onDelete: () => void;
}) => {
  const { rule, canEdit } = props;
  return (
    <Paper variant="outlined" component="article" aria-label={rule.name} sx={{ p: 2 }}>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, opacity: rule.enabled ? 1 : 0.7 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h3">{rule.name}</Typography>
            <Chip size="small" variant="outlined" label={typeNames[rule.offer.type]} />
            <StatusChip rule={rule} />
          </Stack>
          <Sentence rule={rule} />
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
            Priority {rule.priority} · {urgencyNames[rule.urgency]} urgency
          </Typography>
          <Counts ruleId={rule.ruleId} />
        </Box>
        <Stack direction="row" spacing={1} sx={{ flex: 'none', alignItems: 'center', alignSelf: 'flex-start' }}>
          <Switch
            checked={props.turningTo ?? rule.enabled}
            disabled={!canEdit || props.turningTo !== undefined}
            onChange={(_, enabled) => props.onToggle(enabled)}
            slotProps={{ input: { 'aria-label': `${rule.name} is on` } }}
          />
          <Button size="small" component={Link} to={`/momentum/upsell/rules/${encodeURIComponent(rule.ruleId)}`}>
            {canEdit ? 'Edit' : 'View'}
          </Button>
          {canEdit && (
            <Button size="small" color="error" onClick={props.onDelete}>
              Delete
            </Button>
          )}
        </Stack>
      </Stack>
      {props.findings.map((finding) => (
        <Alert key={`${finding.kind} ${finding.otherRuleId}`} severity="warning" sx={{ mt: 1.5 }}>
          {findingText(finding)}
        </Alert>
      ))}
    </Paper>
  );
};
