import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { contentFields } from '../../../../core/analytics/opportunity.ts';
import { useCompany } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatShare } from '../layout/format.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { saveText } from '../layout/save-text.ts';
import { formatAmount } from './figures.ts';
import { CardGroup } from './key-figures-panel.tsx';
import { ReportOriginText } from './report-origin.tsx';
import { type StoreAudit, useExportAudit, useStoreAudit } from './use-reports.ts';

const share = (part: number, whole: number): string | undefined =>
  whole === 0 ? undefined : `${formatShare(part / whole)} of them`;

const missingNames: Readonly<Record<(typeof contentFields)[number], string>> = {
  category: 'No category',
  brand: 'No brand',
  image: 'No picture',
  attributes: 'No attributes',
  title: 'A title that tells little',
};

const basketCards = ({ baskets }: StoreAudit['orders'], currency: string) =>
  [
    ['Average order of one product', baskets.single[currency]] as const,
    ['Average order of several', baskets.several[currency]] as const,
  ].map(([label, sum]) => ({
    label,
    value: formatAmount(sum && sum.orders > 0 ? sum.revenue / sum.orders : null, currency),
    note: sum && `${sum.orders.toLocaleString()} orders`,
  }));

const Audit = ({ audit }: { audit: StoreAudit }) => {
  const { currency } = useCompany();
  const { orders, catalog, lists } = audit;
  return (
    <Stack spacing={4}>
      <CardGroup
        title="Orders"
        cards={[
          { label: 'Orders', value: orders.orders.toLocaleString() },
          {
            label: 'With several products',
            value: orders.withSeveral.toLocaleString(),
            note: share(orders.withSeveral, orders.orders),
          },
          { label: 'Buyers', value: orders.buyers.toLocaleString() },
          {
            label: 'Who bought again',
            value: orders.repeatBuyers.toLocaleString(),
            note: share(orders.repeatBuyers, orders.buyers),
          },
          ...basketCards(orders, currency),
        ]}
      />
      <CardGroup
        title="Catalog"
        cards={[
          { label: 'On sale', value: catalog.active.toLocaleString() },
          {
            label: 'Sold out',
            value: catalog.outOfStock.toLocaleString(),
            note: share(catalog.outOfStock, catalog.active),
          },
          {
            label: 'Never bought',
            value: catalog.neverBought.toLocaleString(),
            note: share(catalog.neverBought, catalog.active),
          },
          {
            label: 'In stock, not bought',
            value: catalog.unsoldInStock.toLocaleString(),
            note: share(catalog.unsoldInStock, catalog.active),
          },
          {
            label: 'Cost not known',
            value: catalog.withoutCost.toLocaleString(),
            note: share(catalog.withoutCost, catalog.active),
          },
          ...contentFields.map((field) => ({
            label: missingNames[field],
            value: (catalog.missing[field] ?? 0).toLocaleString(),
            note: share(catalog.missing[field] ?? 0, catalog.active),
          })),
        ]}
      />
      <CardGroup
        title="Lists"
        cards={[
          { label: 'Products with a list', value: lists.rows.toLocaleString() },
          {
            label: 'Made from descriptions alone',
            value: lists.thinRows.toLocaleString(),
            note: share(lists.thinRows, lists.rows),
          },
        ]}
      />
    </Stack>
  );
};

export const AuditPage = () => {
  const report = useStoreAudit();
  const exporting = useExportAudit();
  const { companyId } = useCompany();
  const save = () =>
    exporting.mutate(undefined, { onSuccess: (text) => saveText(text, `${companyId}-store-check.csv`, 'text/csv') });
  return (
    <>
      <PageHeader
        title="Store check"
        actions={
          report.data?.audit && (
            <Button variant="outlined" onClick={save} loading={exporting.isPending}>
              Download as CSV
            </Button>
          )
        }
      >
        What your own orders and catalog say, also before anything was recommended. The file names the products.
      </PageHeader>
      <Stack spacing={3}>
        {exporting.error && <ErrorNotice error={exporting.error} />}
        {report.isError && <ErrorNotice error={report.error} onRetry={() => report.refetch()} />}
        {report.isPending && <Skeleton variant="rounded" height={320} aria-label="Loading the store check" />}
        {report.data && <ReportOriginText origin={report.data.origin} />}
        {report.data?.audit && <Audit audit={report.data.audit} />}
      </Stack>
    </>
  );
};
