import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { IntervalBar } from './interval-bar.tsx';
import { formatComparison, formatFigure, scaleOf } from './result-format.ts';
import type { Experiment, VariantResult } from './use-experiments.ts';
import { metricNames } from './words.ts';

/** One metric of all variants: as measured, and how far each is from the first one. */
export const VariantTable = (props: {
  metric: Experiment['metric'];
  variants: readonly VariantResult[];
  currency: string;
  unitWord: string;
}) => {
  const { metric, variants, currency } = props;
  const scale = scaleOf(variants.map(({ metrics }) => metrics[metric].comparison));
  const isAdjusted = variants.some(({ metrics }) => metrics[metric].isAdjusted);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={metricNames[metric]}>
        <TableHead>
          <TableRow>
            <TableCell>Variant</TableCell>
            <TableCell align="right" sx={{ textTransform: 'capitalize' }}>
              {props.unitWord}
            </TableCell>
            <TableCell align="right">{metricNames[metric]}</TableCell>
            <TableCell>Against {variants[0]?.variant}</TableCell>
            <TableCell sx={{ width: '30%', display: { xs: 'none', sm: 'table-cell' } }} aria-hidden />
          </TableRow>
        </TableHead>
        <TableBody>
          {variants.map((result) => {
            const { value, comparison } = result.metrics[metric];
            return (
              <TableRow key={result.variant}>
                <TableCell component="th" scope="row">
                  {result.variant}
                </TableCell>
                <TableCell align="right">{result.units.toLocaleString()}</TableCell>
                <TableCell align="right">{formatFigure(metric, value, currency)}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>
                  {comparison ? formatComparison(metric, comparison, currency) : 'compared with'}
                </TableCell>
                <TableCell sx={{ display: { xs: 'none', sm: 'table-cell' } }}>
                  {comparison && <IntervalBar comparison={comparison} scale={scale} />}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {isAdjusted && (
        <Box sx={{ typography: 'caption', color: 'text.secondary', mt: 1 }}>
          The comparison takes out what these customers had bought before, so it may differ a little from the figures.
        </Box>
      )}
    </Box>
  );
};
