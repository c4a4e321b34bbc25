import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { segmentNames } from '../upsell/known-names.ts';
import { formatAmount } from './figures.ts';
import { ReportOriginText } from './report-origin.tsx';
import { type SegmentEntry, useSegments } from './use-reports.ts';

const nameOf = (segment: SegmentEntry['segment']): string =>
  segment === 'guest' ? 'Guests' : (segmentNames[segment] ?? segment);

const SegmentTable = ({ segments }: { segments: readonly SegmentEntry[] }) => {
  const { currency } = useCompany();
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label="Segments of customers">
        <TableHead>
          <TableRow>
            <TableCell>Segment</TableCell>
            <TableCell align="right">Customers</TableCell>
            <TableCell align="right">Product pages seen</TableCell>
            <TableCell align="right">Lists shown</TableCell>
            <TableCell align="right">Recommendations clicked</TableCell>
            <TableCell align="right">Put into the cart</TableCell>
            <TableCell align="right">Orders touched</TableCell>
            <TableCell align="right">Orders</TableCell>
            <TableCell align="right">Sales</TableCell>
            <TableCell align="right">Average order</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {segments.map(({ segment, customers, activity, recent, orders }) => {
            const money = orders[currency];
            return (
              <TableRow key={segment}>
                <TableCell component="th" scope="row">
                  {nameOf(segment)}
                </TableCell>
                <TableCell align="right">{customers === null ? '–' : customers.toLocaleString()}</TableCell>
                <TableCell align="right">{activity.views.toLocaleString()}</TableCell>
                <TableCell align="right">{activity.listsShown.toLocaleString()}</TableCell>
                <TableCell align="right">{activity.clicks.toLocaleString()}</TableCell>
                <TableCell align="right">{activity.addsToCart.toLocaleString()}</TableCell>
                <TableCell align="right">
                  {recent.influencedOrders.toLocaleString()} of {recent.orders.toLocaleString()}
                </TableCell>
                <TableCell align="right">{(money?.orders ?? 0).toLocaleString()}</TableCell>
                <TableCell align="right">{formatAmount(money?.revenue ?? 0, currency)}</TableCell>
                <TableCell align="right">{formatAmount(money?.orderValue ?? null, currency)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Paper>
  );
};

export const CustomersPage = () => {
  const report = useSegments();
  const { currency } = useCompany();
  return (
    <>
      <PageHeader title="Customers">
        What each segment of your customers did and bought. A customer may be in several, so the lines do not add up.
      </PageHeader>
      <Stack spacing={2}>
        {report.isError && <ErrorNotice error={report.error} onRetry={() => report.refetch()} />}
        {report.isPending && <Skeleton variant="rounded" height={320} aria-label="Loading the segments" />}
        {report.data && <ReportOriginText origin={report.data.origin} />}
        {report.data?.origin && <SegmentTable segments={report.data.segments} />}
        {report.data?.origin && (
          <Typography variant="body2" color="textSecondary">
            Orders and sales are those in {currency} since the day above; “orders touched” are recent ones with
            something from a recommendation or an offer in them: attributed, not causal.
          </Typography>
        )}
      </Stack>
    </>
  );
};
