import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link, useSearchParams } from 'react-router';
import { FlagNotice } from '../flags/flag-notice.tsx';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import { MarginPanel } from './margin-panel.tsx';
import { StackingPanel } from './stacking-panel.tsx';
import { SubscriptionPanel } from './subscription-panel.tsx';
import { TiersPanel } from './tiers-panel.tsx';

const twoColumns = {
  display: 'grid',
  gap: 3,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
} as const;

const ProductPrices = () => {
  const [search, setSearch] = useSearchParams();
  const { products, byId, isLoading, error, retry } = useProducts();
  const productId = search.get('product');
  const product = productId === null ? undefined : byId.get(productId);
  const choose = (chosen: string | null) => setSearch(chosen === null ? {} : { product: chosen }, { replace: true });
  if (error) return <ErrorNotice error={error} onRetry={() => retry()} />;
  if (!isLoading && products.length === 0) {
    return (
      <Alert
        severity="info"
        action={
          <Button component={Link} to="/momentum/imports" color="inherit" size="small">
            Import
          </Button>
        }
      >
        This store has no products yet.
      </Alert>
    );
  }
  return (
    <Stack spacing={3}>
      <Box sx={{ maxWidth: 560 }}>
        <ProductPicker
          label="Product"
          value={productId}
          help="Whose prices you want to see or change."
          onChange={choose}
        />
      </Box>
      {product && (
        <Box key={product.productId} sx={twoColumns}>
          <TiersPanel product={product} />
          <SubscriptionPanel product={product} />
        </Box>
      )}
    </Stack>
  );
};

export const PricesPage = () => (
  <>
    <PageHeader title="Prices">
      Quantity prices and subscriptions of your products, and how low discounts may go.
    </PageHeader>
    <Stack spacing={3}>
      <FlagNotice flag="bulk_discounts_enabled" text="Quantity prices are off: every unit costs its list price." />
      <ProductPrices />
      <Box sx={twoColumns}>
        <MarginPanel />
        <StackingPanel />
      </Box>
    </Stack>
  </>
);
