import type { VerdictCode } from '../../../../core/experiments/verdict.ts';
import type { Experiment, ExperimentInput, Results } from './use-experiments.ts';

type Exposure = NonNullable<ExperimentInput['exposure']>;
type Metric = Experiment['metric'];

export const statusNames: Readonly<Record<Experiment['status'], string>> = {
  DRAFT: 'Draft',
  RUNNING: 'Running',
  STOPPED: 'Stopped',
};

export const statusColors: Readonly<Record<Experiment['status'], 'success' | 'default' | 'info'>> = {
  DRAFT: 'default',
  RUNNING: 'success',
  STOPPED: 'info',
};

export const unitNames: Readonly<Record<NonNullable<ExperimentInput['unit']>, string>> = {
  session: 'Every visit',
  customer: 'Every signed-in customer',
};

export const subjectNames: Readonly<Record<NonNullable<ExperimentInput['subject']>, string>> = {
  offers: 'Offers at the cart',
  recommendations: 'A list of recommendations',
};

export const placementNames: Readonly<Record<string, string>> = {
  hybrid: 'Recommendations (blend)',
  'also-bought': 'Also bought',
  'you-might-like': 'You might like',
  'frequently-viewed': 'Frequently viewed',
};

export const exposureNames: Readonly<Record<Exposure, string>> = {
  offer: 'Whoever saw an offer of the experiment',
  list: 'Whoever saw the list',
  view: 'Whoever looked at a product',
  cart: 'Whoever put something into the cart',
};

export const exposureHelp: Readonly<Record<Exposure, string>> = {
  offer: 'Right when every variant shows an offer.',
  list: 'Right when every variant shows a list.',
  view: 'Right when a variant shows nothing at all and the others are seen on product pages.',
  cart: 'Right when a variant shows nothing at all, such as “with an offer” against “without”.',
};

const metricNames: Readonly<Record<Metric, string>> = {
  conversion: 'Shoppers who bought',
  revenue: 'Revenue per shopper',
  clicks: 'Offers accepted',
  'order-value': 'Average order value',
};

const metricHelp: Readonly<Record<Metric, string>> = {
  conversion: 'Share of the shoppers who counted and bought afterwards.',
  revenue: 'What a shopper who counted brought, those who bought nothing included.',
  clicks: 'Share of the offers shown that were accepted.',
  'order-value': 'What an order was worth, on average.',
};

type Subject = Experiment['subject'];

/** Lists are clicked where offers are accepted. */
export const metricName = (metric: Metric, subject: Subject): string =>
  metric === 'clicks' && subject === 'recommendations' ? 'Lists clicked' : metricNames[metric];

export const metricHelpOf = (metric: Metric, subject: Subject): string =>
  metric === 'clicks' && subject === 'recommendations'
    ? 'Share of the lists shown that were clicked.'
    : metricHelp[metric];

export const segmentNames: Readonly<Record<Results['segments'][number]['segment'], string>> = {
  customer: 'Signed-in customers',
  guest: 'Guests',
};

export const guardrailNames: Readonly<Record<Results['variants'][number]['guardrails'][number], string>> = {
  safe: 'Kept',
  harmed: 'Broken',
  open: 'Not shown yet',
};

/** What a verdict comes to, in two or three words; the server says the rest. */
export const verdictTitles: Readonly<Record<VerdictCode, string>> = {
  'not-started': 'Not started',
  'sample-ratio-mismatch': 'Do not trust these figures',
  'too-early': 'Let it run on',
  winner: 'There is a winner',
  'first-wins': 'Keep things as they were',
  guardrail: 'Better in one way, worse in another',
  undecided: 'No clear difference',
};

export const verdictSeverity: Readonly<Record<VerdictCode, 'success' | 'info' | 'warning' | 'error'>> = {
  'not-started': 'info',
  'sample-ratio-mismatch': 'error',
  'too-early': 'info',
  winner: 'success',
  'first-wins': 'success',
  guardrail: 'warning',
  undecided: 'info',
};
