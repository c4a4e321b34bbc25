import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { formatDuration, formatShare } from '../layout/format.ts';
import { listName, metricsInOrder } from './model-names.ts';
import type { Model } from './use-models.ts';

/** The share with how far chance may have moved it. */
const hitRateOf = ({ hitRate, hitRateInterval }: Model['metrics'][string]): string => {
  if (!hitRateInterval) return formatShare(hitRate);
  const spread = (hitRateInterval.high - hitRateInterval.low) / 2;
  return `${formatShare(hitRate)} ± ${formatShare(spread)}`;
};

const MetricTable = ({ model }: { model: Model }) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Table size="small" aria-label="How well it guesses">
      <TableHead>
        <TableRow>
          <TableCell>List</TableCell>
          <TableCell align="right">Hit rate</TableCell>
          <TableCell align="right">Recall</TableCell>
          <TableCell align="right">NDCG</TableCell>
          <TableCell align="right">Coverage</TableCell>
          <TableCell align="right">Popularity</TableCell>
          <TableCell align="right">Tests</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {metricsInOrder(model).map(([name, metric]) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">
              {listName(name)}
            </TableCell>
            <TableCell align="right">{hitRateOf(metric)}</TableCell>
            <TableCell align="right">{formatShare(metric.recall)}</TableCell>
            <TableCell align="right">{metric.ndcg.toFixed(3)}</TableCell>
            <TableCell align="right">{formatShare(metric.coverage)}</TableCell>
            <TableCell align="right">{metric.popularityBias?.toFixed(2) ?? '–'}</TableCell>
            <TableCell align="right">{metric.queries.toLocaleString()}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Box>
);

/** `candidates.also-bought` and `ignoredDuplicates` as words. */
const inWords = (name: string): string =>
  name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/[.-]/g, ' ')
    .trim();

/** Zeros say nothing and are left out. */
const join = (entries: Readonly<Record<string, number>>, format: (value: number) => string): string =>
  Object.entries(entries)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${inWords(name)} ${format(value)}`)
    .sort()
    .join(' · ');

const Line = ({ label, text }: { label: string; text: string }) =>
  text === '' ? null : (
    <Typography variant="body2" sx={{ mt: 1 }}>
      <strong>{label}:</strong> {text}
    </Typography>
  );

const enrichmentText = (enrichment: Model['enrichment']): string =>
  enrichment === null
    ? ''
    : `${enrichment.pairs} pairs, ${enrichment.vetoed} taken out, ${enrichment.cached} known already, ${enrichment.failed} kept their plain reason`;

const costText = (cost: Model['costEstimate']): string =>
  cost === null ? '' : `about $${(cost.amountMicroUsd / 1e6).toFixed(4)} (${cost.basis})`;

const gainText = ({ before, after }: { readonly before: number; readonly after: number }): string =>
  `${before.toFixed(3)} → ${after.toFixed(3)}`;

const kindNames = { page: 'product pages', session: 'visits', cart: 'carts', 'next-purchase': 'next orders' } as const;

/** What was found to answer the store's newest days better than before, on questions that no choice was made by. */
const tuningText = (tuning: Model['tuning']): string => {
  if (tuning === null) return '';
  const { parameters, blend } = tuning;
  const found = [
    ...(parameters?.accepted ? [`parameters ${gainText(parameters)}`] : []),
    ...blend.filter(({ accepted }) => accepted).map((one) => `${kindNames[one.kind]} ${gainText(one)}`),
  ];
  const tried = parameters ? `${parameters.trials} trials` : 'too few interactions to tune by';
  return `${tried}; ${found.length > 0 ? found.join(', ') : 'nothing better than before beyond chance'}`;
};

/** What the run did; on each test the model guessed what a shopper took next in days that it had not seen. */
export const RunReport = ({ model }: { model: Model }) => (
  <Box component="details" sx={{ mt: 1 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      Run report
    </Typography>
    {Object.keys(model.metrics).length > 0 && <MetricTable model={model} />}
    <Line label="Counts" text={join(model.counts, (count) => count.toLocaleString())} />
    <Line label="Time" text={join(model.durations, formatDuration)} />
    <Line label="Self-tuning" text={tuningText(model.tuning)} />
    <Line label="Texts by AI" text={enrichmentText(model.enrichment)} />
    <Line label="Cost" text={costText(model.costEstimate)} />
    <Line label="Trainer" text={`${model.trainer}, run ${model.runName}`} />
  </Box>
);
