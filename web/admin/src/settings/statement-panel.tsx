import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { saveText } from '../layout/save-text.ts';
import { formatAmount } from '../results/figures.ts';
import { monthName } from './plan-words.ts';
import { type Statement, useExportStatement, useStatement } from './use-settings.ts';

const Lines = ({ statement }: { statement: Statement }) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Table size="small" aria-label={`Statement of ${monthName(statement.month)}`}>
      <TableHead>
        <TableRow>
          <TableCell>Month of the sales</TableCell>
          <TableCell align="right">Credited sales</TableCell>
          <TableCell align="right">Share</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {statement.lines.map(({ month, currency, revenueMinor, shareMinor }) => (
          <TableRow key={`${month} ${currency}`}>
            <TableCell component="th" scope="row">
              {monthName(month)}
            </TableCell>
            <TableCell align="right">{formatAmount(revenueMinor, currency)}</TableCell>
            <TableCell align="right">{formatAmount(shareMinor, currency)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Box>
);

/** The agreed share in credited sales of a month, for owners; nothing where none is agreed. */
export const StatementPanel = ({ month }: { month: string }) => {
  const { role, companyId } = useCompany();
  const statement = useStatement(month, role === 'owner');
  const exporting = useExportStatement();
  if (statement.isError) return <ErrorNotice error={statement.error} onRetry={() => statement.refetch()} />;
  if (!statement.data || statement.data.shareBasisPoints === 0) return null;
  const { status, shareBasisPoints, lines } = statement.data;
  const save = () =>
    exporting.mutate(month, { onSuccess: (text) => saveText(text, `${companyId}-${month}.csv`, 'text/csv') });
  return (
    <Panel
      title={`Statement of ${monthName(month)}`}
      help={`${shareBasisPoints / 100}% of the sales that recommendations and offers are credited with, less refunds.`}
    >
      <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
        <Chip
          size="small"
          color={status === 'issued' ? 'success' : 'default'}
          label={status === 'issued' ? 'Issued' : 'Preview: the month is not over'}
        />
        {exporting.error && <ErrorNotice error={exporting.error} />}
        {lines.length === 0 ? (
          <Typography color="textSecondary">No sales are credited.</Typography>
        ) : (
          <Lines statement={statement.data} />
        )}
        <Button size="small" variant="outlined" loading={exporting.isPending} onClick={save}>
          Download as CSV
        </Button>
      </Stack>
    </Panel>
  );
};
