import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { formatPrice } from '../../../../core/money/format-price.ts';
import type { Condition } from '../../../../core/rules/condition-declarations.ts';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { useProducts } from '../products/use-products.ts';
import { conditionAt } from './condition-form.ts';
import { describeCondition } from './describe-condition.ts';
import type { RuleInput } from './rule-form.ts';
import { newLine, SampleCartFields, type SampleForm, sampleCartOf } from './sample-cart.tsx';
import { useNameOf } from './use-name-of.ts';
import { useRules } from './use-rules.ts';
import { draftRuleId, type Trace, useTrace } from './use-trace.ts';
import { decisionNames, typeNames } from './words.ts';

type Offer = Trace['offers'][number];
type Entry = Trace['trace'][number];

const OfferCard = ({ offer, isDraft }: { offer: Offer; isDraft: boolean }) => {
  const { cartTotal, cartTotalWithOffer, saving } = offer.priceEffect;
  const isSaved = saving !== null && saving.amount > 0 && offer.shipping?.unlocked !== false;
  return (
    <Box
      component="li"
      sx={{ border: 1, borderColor: isDraft ? 'primary.main' : 'divider', borderRadius: 2, p: 1.5, listStyle: 'none' }}
    >
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', mb: 0.5 }}>
        <Chip size="small" variant="outlined" label={typeNames[offer.type]} />
        {isDraft && <Chip size="small" color="primary" label="This rule" />}
      </Stack>
      <Typography variant="h3" component="p">
        {offer.text.title}
      </Typography>
      {offer.text.message && <Typography variant="body2">{offer.text.message}</Typography>}
      {offer.products.map(({ productId, title, quantity, listPrice, offerPrice }) => (
        <Typography key={productId} variant="body2">
          {quantity} × {title}: {formatPrice(offerPrice)}
          {offerPrice.amount < listPrice.amount && ` instead of ${formatPrice(listPrice)}`}
        </Typography>
      ))}
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        Cart {formatPrice(cartTotal)} → {formatPrice(cartTotalWithOffer)}
        {isSaved && ` · the shopper saves ${formatPrice(saving)}`}
      </Typography>
    </Box>
  );
};

/** Why a rule stayed silent, with its condition in words where one failed. */
const useReasonText = (draft: RuleInput, ownId: string) => {
  const rules = useRules();
  const titleOf = useNameOf();
  return ({ decision, detail, pointer, ruleId, byRuleId }: Entry): string => {
    const stored = rules.data?.find((rule) => rule.ruleId === ruleId)?.conditions;
    const conditions = (ruleId === ownId ? draft.conditions : stored) as Condition | undefined;
    const failed = pointer !== null && conditions ? conditionAt(conditions, pointer) : undefined;
    if (failed) return `Does not hold: ${describeCondition(failed, titleOf)}`;
    const other = rules.data?.find((rule) => rule.ruleId === byRuleId)?.name;
    if (decision === 'suppressed' && other) return `“${other}” goes first`;
    return detail === decisionNames[decision] ? '' : detail;
  };
};

const Verdict = ({ entry, reason, place }: { entry: Entry; reason: string; place: number }) =>
  entry.decision === 'offered' ? (
    <Alert severity="success">This cart gets the offer{place > 0 ? `, as number ${place + 1}` : ''}.</Alert>
  ) : (
    <Alert severity="info">
      This cart does not get the offer. {decisionNames[entry.decision]}.{reason !== '' && ` ${reason}.`}
    </Alert>
  );

const OtherRules = ({ entries, reasonOf }: { entries: readonly Entry[]; reasonOf: (entry: Entry) => string }) => (
  <Box component="details">
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      Your other rules: {entries.length}
    </Typography>
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, mt: 1, mb: 0 }}>
      {entries.map((entry) => (
        <Box component="li" key={entry.ruleId}>
          <Typography variant="body2">
            <b>{entry.name}</b>: {decisionNames[entry.decision].toLowerCase()}
          </Typography>
          {entry.decision !== 'offered' && (
            <Typography variant="body2" color="textSecondary">
              {reasonOf(entry)}
            </Typography>
          )}
        </Box>
      ))}
    </Stack>
  </Box>
);

const Result = ({ trace, draft, ownId }: { trace: Trace; draft: RuleInput; ownId: string }) => {
  const reasonOf = useReasonText(draft, ownId);
  const own = trace.trace.find(({ ruleId }) => ruleId === ownId);
  const others = trace.trace.filter(({ ruleId }) => ruleId !== ownId);
  const place = trace.offers.findIndex(({ ruleId }) => ruleId === ownId);
  return (
    <Stack spacing={1.5}>
      {own && <Verdict entry={own} reason={reasonOf(own)} place={place} />}
      {trace.offers.length > 0 && (
        <Stack component="ol" spacing={1} aria-label="Offers for this cart" sx={{ p: 0, m: 0 }}>
          {trace.offers.map((offer) => (
            <OfferCard key={offer.offerId} offer={offer} isDraft={offer.ruleId === ownId} />
          ))}
        </Stack>
      )}
      {others.length > 0 && <OtherRules entries={others} reasonOf={reasonOf} />}
    </Stack>
  );
};

const useSample = (suggestedId: string | undefined) => {
  const { products } = useProducts();
  const first = suggestedId ?? products.find(({ status, stock }) => status === 'active' && stock !== 0)?.productId;
  const [form, setForm] = useState<SampleForm>();
  const shown: SampleForm = form ?? {
    lines: first === undefined ? [] : [{ ...newLine(first), key: 'first' }],
    customerId: '',
    country: '',
    device: undefined,
    coupon: '',
    at: undefined,
  };
  return { shown, change: (change: Partial<SampleForm>) => setForm({ ...shown, ...change }) };
};

/** Tries the rule on a cart that the merchant puts together. `draft` is absent while something is missing in the form. */
export const RulePreview = (props: {
  draft: RuleInput | undefined;
  ruleId: string | undefined;
  /** What the sample cart holds at first. */
  suggestedId: string | undefined;
}) => {
  const { draft, ruleId } = props;
  const { timeZone } = useCompany();
  const { shown, change } = useSample(props.suggestedId);
  const cart = sampleCartOf(shown);
  const trace = useTrace(draft && cart.lines.length > 0 ? { cart, draft, draftOf: ruleId, at: shown.at } : undefined);
  return (
    <Panel title="Try it" help="A sample cart. Nothing is saved or counted.">
      <SampleCartFields form={shown} timeZone={timeZone} onChange={change} />
      <Box sx={{ height: 4, my: 1.5 }}>{trace.isFetching && <LinearProgress aria-label="Trying the rule" />}</Box>
      {cart.lines.length === 0 && <Alert severity="info">Put a product into the sample cart.</Alert>}
      {cart.lines.length > 0 && !draft && (
        <Alert severity="info">Complete the rule to see what this cart would be offered.</Alert>
      )}
      {trace.isError && <ErrorNotice error={trace.error} onRetry={() => trace.refetch()} />}
      {trace.data && draft && !trace.isError && (
        <Box sx={{ opacity: trace.isPlaceholderData ? 0.6 : 1, transition: 'opacity .15s' }}>
          <Result trace={trace.data} draft={draft} ownId={ruleId ?? draftRuleId} />
        </Box>
      )}
    </Panel>
  );
};
