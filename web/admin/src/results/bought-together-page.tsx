import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import { affinityOrders } from '../../../../core/analytics/affinity.ts';
import { useCanEdit, useCompany } from '../companies/company-context.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatShare } from '../layout/format.ts';
import { NumberField } from '../layout/number-field.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { saveText } from '../layout/save-text.ts';
import { ProductPicker } from '../products/product-picker.tsx';
import { ReportOriginText } from './report-origin.tsx';
import {
  type Affinity,
  type AffinityOrder,
  type AffinityQuestion,
  useAffinities,
  useExportAffinities,
} from './use-reports.ts';

const orderNames: Readonly<Record<AffinityOrder, string>> = {
  evidence: 'Surest first',
  orders: 'Most orders first',
  lift: 'Most beyond chance first',
};

const offerLink = ({ first, second }: Affinity): string => {
  const search = new URLSearchParams({
    type: 'CROSS_SELL',
    productId: first.productId,
    offerProductId: second.productId,
  });
  return `/momentum/upsell/new?${search}`;
};

const PairRow = ({ pair, canEdit }: { pair: Affinity; canEdit: boolean }) => (
  <TableRow>
    <TableCell component="th" scope="row" sx={{ minWidth: 180 }}>
      {pair.first.title}
      <br />
      {pair.second.title}
    </TableCell>
    <TableCell align="right">{pair.orders.toLocaleString()}</TableCell>
    <TableCell align="right">{formatShare(pair.support)}</TableCell>
    <TableCell align="right">
      {formatShare(pair.confidenceFirstToSecond)}
      <br />
      {formatShare(pair.confidenceSecondToFirst)}
    </TableCell>
    <TableCell align="right">{pair.lift.toLocaleString(undefined, { maximumFractionDigits: 1 })}×</TableCell>
    <TableCell>
      <Stack direction="row" spacing={0.5} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {!pair.isBeyondChance && <Chip size="small" variant="outlined" label="may be chance" />}
        <Chip
          size="small"
          variant="outlined"
          color={pair.isListed ? 'success' : 'default'}
          label={pair.isListed ? 'recommended' : 'not recommended'}
        />
      </Stack>
    </TableCell>
    {canEdit && (
      <TableCell align="right">
        <Button size="small" component={Link} to={offerLink(pair)}>
          Offer
        </Button>
      </TableCell>
    )}
  </TableRow>
);

const PairTable = ({ pairs }: { pairs: readonly Affinity[] }) => {
  const canEdit = useCanEdit();
  return (
    <Paper variant="outlined" sx={{ position: 'relative', overflowX: 'auto' }}>
      <Table size="small" aria-label="Products bought together">
        <TableHead>
          <TableRow>
            <TableCell>Products</TableCell>
            <TableCell align="right">Orders with both</TableCell>
            <TableCell align="right">Of all orders</TableCell>
            <TableCell align="right">Buyers of one who take the other</TableCell>
            <TableCell align="right">As often as by chance</TableCell>
            <TableCell>Lists</TableCell>
            {canEdit && (
              <TableCell>
                <span className="visually-hidden">Make an offer</span>
              </TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {pairs.map((pair) => (
            <PairRow key={`${pair.first.productId} ${pair.second.productId}`} pair={pair} canEdit={canEdit} />
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
};

const fewestOrders = 3;

const Filters = (props: {
  question: AffinityQuestion;
  order: AffinityOrder;
  onQuestion: (question: AffinityQuestion) => void;
  onOrder: (order: AffinityOrder) => void;
}) => {
  const { question, onQuestion } = props;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '3fr 2fr 2fr 3fr' },
      }}
    >
      <ProductPicker
        label="Product"
        value={question.productId ?? null}
        onChange={(productId) => onQuestion({ ...question, productId: productId ?? undefined })}
      />
      <NumberField
        label="Orders, at least"
        value={question.leastOrders}
        min={fewestOrders}
        max={1_000_000}
        onChange={(leastOrders) => onQuestion({ ...question, leastOrders })}
      />
      <ChoiceField
        label="Sorted"
        value={props.order}
        options={affinityOrders}
        nameOf={(one) => orderNames[one]}
        onChange={(one) => one && props.onOrder(one)}
      />
      <FormControlLabel
        label="Only pairs beyond chance"
        control={
          <Switch
            checked={question.beyondChance ?? false}
            onChange={(_, isOn) => onQuestion({ ...question, beyondChance: isOn || undefined })}
          />
        }
      />
    </Box>
  );
};

export const BoughtTogetherPage = () => {
  const { companyId } = useCompany();
  const [question, setQuestion] = useState<AffinityQuestion>({
    leastOrders: fewestOrders,
    productId: undefined,
    beyondChance: undefined,
  });
  const [order, setOrder] = useState<AffinityOrder>('evidence');
  const pairs = useAffinities(question, order);
  const exporting = useExportAffinities();
  const save = () =>
    exporting.mutate(question, { onSuccess: (text) => saveText(text, `${companyId}-bought-together.csv`, 'text/csv') });
  return (
    <>
      <PageHeader
        title="Bought together"
        actions={
          pairs.origin && (
            <Button variant="outlined" onClick={save} loading={exporting.isPending}>
              Download as CSV
            </Button>
          )
        }
      >
        Products that land in one order more often than chance would have it, with the orders behind it.
      </PageHeader>
      <Stack spacing={2}>
        {exporting.error && <ErrorNotice error={exporting.error} />}
        {pairs.isError && <ErrorNotice error={pairs.error} onRetry={() => pairs.refetch()} />}
        {pairs.isPending && <Skeleton variant="rounded" height={320} aria-label="Loading the pairs" />}
        {pairs.origin !== undefined && <ReportOriginText origin={pairs.origin} />}
        {pairs.origin && <Filters question={question} order={order} onQuestion={setQuestion} onOrder={setOrder} />}
        {pairs.origin && pairs.affinities?.length === 0 && <Alert severity="info">No pair is like that.</Alert>}
        {pairs.affinities && pairs.affinities.length > 0 && (
          <Box sx={{ opacity: pairs.isPlaceholderData ? 0.5 : 1 }}>
            <PairTable pairs={pairs.affinities} />
          </Box>
        )}
        {pairs.hasNextPage && (
          <Button
            loading={pairs.isFetchingNextPage}
            onClick={() => pairs.fetchNextPage()}
            sx={{ alignSelf: 'flex-start' }}
          >
            Show more
          </Button>
        )}
        {pairs.origin && (
          <Typography variant="body2" color="textSecondary">
            A pair “beyond chance” would hardly ever show up by accident, even among so many pairs.
          </Typography>
        )}
      </Stack>
    </>
  );
};
