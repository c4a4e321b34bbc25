import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { IntervalBar } from './interval-bar.tsx';
import { formatComparison, formatFigure, type IntervalScale, scaleOf } from './result-format.ts';
import type { Experiment, VariantResult } from './use-experiments.ts';
import { metricHelpOf, metricName } from './words.ts';

const cell = { px: { xs: 0.75, sm: 2 } } as const;

const Difference = (props: { result: VariantResult; isFirst: boolean; scale: IntervalScale } & Figures) => {
  const { comparison } = props.result.metrics[props.metric];
  if (props.isFirst) return 'compared with this';
  if (!comparison) return '–';
  return (
    <>
      {formatComparison(props.metric, comparison, props.currency)}
      <IntervalBar comparison={comparison} scale={props.scale} />
    </>
  );
};

interface Figures {
  readonly metric: Experiment['metric'];
  readonly currency: string;
}

/** One metric of all variants: as measured, and how far each is from the first one. */
export const VariantTable = (
  props: Figures & {
    variants: readonly VariantResult[];
    unitWord: string;
    isGoal: boolean;
    subject: Experiment['subject'];
  },
) => {
  const { metric, variants, currency } = props;
  const titleId = useId();
  const scale = scaleOf(variants.map(({ metrics }) => metrics[metric].comparison));
  const isAdjusted = variants.some(({ metrics }) => metrics[metric].isAdjusted);
  if (variants.every(({ metrics }) => metrics[metric].value === null)) return null;
  return (
    <Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', mb: 0.5 }}>
        <Typography variant="h3" id={titleId}>
          {metricName(metric, props.subject)}
        </Typography>
        {props.isGoal && <Chip size="small" variant="outlined" label="decides" />}
      </Stack>
      <Typography variant="caption" color="textSecondary">
        {metricHelpOf(metric, props.subject)}
      </Typography>
      <Table size="small" aria-labelledby={titleId} sx={{ tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ ...cell, width: '26%' }}>Variant</TableCell>
            <TableCell align="right" sx={{ ...cell, width: '16%', textTransform: 'capitalize' }}>
              {props.unitWord}
            </TableCell>
            <TableCell align="right" sx={{ ...cell, width: '20%' }}>
              Figure
            </TableCell>
            <TableCell sx={cell}>Difference</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {variants.map((result, index) => (
            <TableRow key={result.variant}>
              <TableCell component="th" scope="row" sx={{ ...cell, overflowWrap: 'anywhere' }}>
                {result.variant}
              </TableCell>
              <TableCell align="right" sx={cell}>
                {result.units.toLocaleString()}
              </TableCell>
              <TableCell align="right" sx={cell}>
                {formatFigure(metric, result.metrics[metric].value, currency)}
              </TableCell>
              <TableCell sx={cell}>
                <Difference result={result} isFirst={index === 0} scale={scale} metric={metric} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {isAdjusted && (
        <Typography variant="caption" color="textSecondary">
          The difference takes out what these customers had bought before, so it may differ a little from the figures.
        </Typography>
      )}
    </Box>
  );
};
