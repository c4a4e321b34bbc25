import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { formatPrice } from '../../../../core/money/format-price.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { useTitleOf } from '../products/use-title-of.ts';
import { type Stacking, useStacking } from './use-prices.ts';

const Worst = ({ worst }: { worst: NonNullable<Stacking['worst']> }) => {
  const titleOf = useTitleOf();
  const { cart, offers } = worst;
  return (
    <Box>
      <Typography>
        The deepest discount found is <b>{formatPrice(worst.discount)}</b> (
        {Math.round(worst.discountBasisPoints / 10) / 10}
        %): {formatPrice(worst.listTotal)} becomes {formatPrice(worst.total)}.
      </Typography>
      <Typography variant="body2" color="textSecondary">
        Cart: {cart.lines.map(({ productId, quantity }) => `${quantity} × ${titleOf(productId)}`).join(', ')}
      </Typography>
      {offers.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          Offers taken: {offers.map(({ name }) => name).join(', ')}
        </Typography>
      )}
    </Box>
  );
};

const Lowest = ({ lowest }: { lowest: Stacking['lowest'] }) => {
  const titleOf = useTitleOf();
  return (
    <Box component="details" sx={{ overflowX: 'auto' }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
        Lowest price by product: {lowest.length}
      </Typography>
      <Table size="small" aria-label="Lowest prices by product">
        <TableHead>
          <TableRow>
            <TableCell>Product</TableCell>
            <TableCell align="right">List price</TableCell>
            <TableCell align="right">Lowest</TableCell>
            <TableCell align="right">Never below</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lowest.map(({ productId, listPrice, unitPrice, floor, isGift }) => (
            <TableRow key={productId}>
              <TableCell>{titleOf(productId)}</TableCell>
              <TableCell align="right">{formatPrice(listPrice)}</TableCell>
              <TableCell align="right">{isGift ? 'free gift' : formatPrice(unitPrice)}</TableCell>
              <TableCell align="right">{formatPrice(floor)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
};

const Report = ({ report }: { report: Stacking }) => (
  <Stack spacing={2}>
    {report.worst ? <Worst worst={report.worst} /> : <Alert severity="success">No cart gets anything off.</Alert>}
    <Typography variant="body2" color="textSecondary">
      {report.cartsTried.toLocaleString()} carts tried, with {report.rules} rules and {report.products} products.
      {report.isExhaustive
        ? ' These are all that can differ.'
        : ' There are more than could be tried: a deeper discount is possible.'}
      {!report.hasAllProducts && ' Some products that discounts can reach were not looked at.'}
    </Typography>
    {report.lowest.length > 0 && <Lowest lowest={report.lowest} />}
  </Stack>
);

/** Looks for the cart that gets the most off, before a shopper finds it. */
export const StackingPanel = () => {
  const stacking = useStacking();
  return (
    <Panel title="What comes together" help="Searches the cart with the largest discount from all prices and offers.">
      <Stack spacing={2}>
        <Button
          variant="outlined"
          sx={{ alignSelf: 'flex-start' }}
          loading={stacking.isPending}
          onClick={() => stacking.mutate()}
        >
          {stacking.data ? 'Search again' : 'Search'}
        </Button>
        {stacking.error && <ErrorNotice error={stacking.error} onRetry={() => stacking.mutate()} />}
        {stacking.data && <Report report={stacking.data} />}
      </Stack>
    </Panel>
  );
};
