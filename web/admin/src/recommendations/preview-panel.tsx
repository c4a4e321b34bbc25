import HideIcon from '@mui/icons-material/VisibilityOffOutlined';
import Alert from '@mui/material/Alert';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { formatPrice } from '../../../../core/money/format-price.ts';
import type { AnswerOf } from '../api/api-client.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { Panel } from '../layout/panel.tsx';
import { ProductPicker } from '../products/product-picker.tsx';
import { useProducts } from '../products/use-products.ts';
import { MerchantEffect } from './merchant-effect.tsx';
import { filterNames, sourceNames } from './recommendation-config.ts';
import { ScoreBars } from './score-bars.tsx';
import type { SectionProps } from './section-props.ts';
import { usePreview } from './use-preview.ts';

type Preview = AnswerOf<'previewRecommendations'>;

const PreviewItem = ({
  item,
  bestScore,
  onHide,
}: {
  item: Preview['items'][number];
  bestScore: number;
  /** Absent for people who may only look. */
  onHide?: (productId: string) => void;
}) => (
  <Stack component="li" direction="row" spacing={1.5} sx={{ py: 1.5, borderTop: 1, borderColor: 'divider' }}>
    <Avatar
      src={item.imageUrl ?? undefined}
      alt=""
      variant="rounded"
      sx={{ width: 56, height: 56, bgcolor: 'action.hover' }}
    >
      {' '}
    </Avatar>
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {item.position + 1}. {item.title}
        </Typography>
        <Typography variant="body2" sx={{ flex: 'none' }}>
          {formatPrice(item.price)}
        </Typography>
      </Stack>
      <Typography variant="body2" color="textSecondary">
        {item.reason.text}
        {item.margin !== null && ` · ${Math.round(item.margin * 100)}% margin`}
      </Typography>
      <ScoreBars breakdown={item.breakdown} bestScore={bestScore} />
    </Box>
    {onHide && (
      <Tooltip title="Hide beside this product">
        <IconButton
          size="small"
          sx={{ alignSelf: 'start' }}
          aria-label={`Hide ${item.title} beside this product`}
          onClick={() => onHide(item.productId)}
        >
          <HideIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    )}
  </Stack>
);

const LeftOut = ({ removed }: { removed: Preview['removed'] }) => (
  <Box component="details" sx={{ mt: 2 }}>
    <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', fontWeight: 600 }}>
      Left out: {removed.length}
    </Typography>
    <Stack component="ul" spacing={0.5} sx={{ listStyle: 'none', p: 0, mt: 1, mb: 0 }}>
      {removed.map(({ productId, title, filter }) => (
        <Stack key={`${productId} ${filter}`} component="li" direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography variant="body2" noWrap sx={{ flex: 1, minWidth: 0 }}>
            {title ?? productId}
          </Typography>
          <Chip size="small" variant="outlined" label={filterNames[filter] ?? filter} />
        </Stack>
      ))}
    </Stack>
  </Box>
);

const PreviewList = ({ preview, onHide }: { preview: Preview; onHide?: (productId: string) => void }) => (
  <>
    <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
      Source: {sourceNames[preview.source] ?? preview.source}
      {preview.modelVersion !== null && ` · model ${preview.modelVersion}`}
    </Typography>
    {preview.items.length === 0 && (
      <Alert severity="info">With these settings nothing is recommended beside this product.</Alert>
    )}
    {preview.merchant && <MerchantEffect merchant={preview.merchant} />}
    <Box component="ol" aria-label="Preview" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {preview.items.map((item) => (
        <PreviewItem key={item.productId} item={item} bestScore={preview.items[0]?.score ?? 1} onHide={onHide} />
      ))}
    </Box>
    {preview.removed.length > 0 && <LeftOut removed={preview.removed} />}
  </>
);

export const PreviewPanel = ({ draft, isChanged, isDisabled, onChange }: SectionProps & { isChanged: boolean }) => {
  const { products, isLoading, error, retry } = useProducts();
  const [search] = useSearchParams();
  const [chosenId, setChosenId] = useState<string | null | undefined>(() => search.get('productId') ?? undefined);
  const productId =
    chosenId === undefined ? (products.find(({ status }) => status === 'active')?.productId ?? null) : chosenId;
  const preview = usePreview(productId, draft);
  const isEmptyStore = !isLoading && !error && products.length === 0;

  return (
    <Panel title="Preview" help={isChanged ? 'With your unsaved changes.' : 'With the saved settings.'}>
      {error && <ErrorNotice error={error} onRetry={() => retry()} />}
      {isEmptyStore && (
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
      )}
      {!isEmptyStore && !error && (
        <ProductPicker label="Beside this product" value={productId} onChange={setChosenId} />
      )}
      <Box sx={{ height: 4, my: 1 }}>{preview.isFetching && <LinearProgress aria-label="Updating the preview" />}</Box>
      {preview.isError && <ErrorNotice error={preview.error} onRetry={() => preview.refetch()} />}
      {preview.data && !preview.isError && productId !== null && (
        <Box sx={{ opacity: preview.isPlaceholderData ? 0.6 : 1, transition: 'opacity .15s' }}>
          <PreviewList
            preview={preview.data}
            onHide={
              isDisabled
                ? undefined
                : (hiddenId) =>
                    onChange({ hidden: [...draft.hidden, { sourceProductId: productId, productId: hiddenId }] })
            }
          />
        </Box>
      )}
    </Panel>
  );
};
