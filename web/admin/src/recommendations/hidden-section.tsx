import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Panel } from '../layout/panel.tsx';
import { useProducts } from '../products/use-products.ts';
import { endOfDay, type HiddenPair, lastDayOf } from './recommendation-config.ts';
import type { SectionProps } from './section-props.ts';

const keyOf = ({ sourceProductId, productId }: HiddenPair): string => `${sourceProductId}|${productId}`;

const HiddenRow = (props: {
  pair: HiddenPair;
  isDisabled: boolean;
  onChange: (pair: HiddenPair) => void;
  onRemove: () => void;
}) => {
  const { byId } = useProducts();
  const titleOf = (productId: string) => byId.get(productId)?.title ?? productId;
  const { expiresAt, ...pair } = props.pair;
  const title = titleOf(pair.productId);
  return (
    <Stack
      direction="row"
      spacing={1}
      component="li"
      sx={{ alignItems: 'center', borderTop: 1, borderColor: 'divider', py: 1 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          hidden beside {titleOf(pair.sourceProductId)}
        </Typography>
      </Box>
      <TextField
        label="Last day"
        type="date"
        size="small"
        value={lastDayOf(expiresAt)}
        disabled={props.isDisabled}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { 'aria-label': `Last day on which ${title} is hidden` },
        }}
        sx={{ width: 150, flex: 'none' }}
        onChange={({ target }) => props.onChange(target.value ? { ...pair, expiresAt: endOfDay(target.value) } : pair)}
      />
      <IconButton onClick={props.onRemove} disabled={props.isDisabled} aria-label={`Show ${title} again`}>
        <DeleteIcon />
      </IconButton>
    </Stack>
  );
};

/** Pairs that the preview's own buttons hid. */
export const HiddenSection = ({ draft, onChange, isDisabled }: SectionProps) => (
  <Panel
    title="Hidden beside one product"
    help={
      draft.hidden.length === 0
        ? 'Nothing is hidden. Use the crossed-out eye in the preview to hide a product beside another.'
        : 'These never show beside that product; elsewhere they do.'
    }
  >
    <Box component="ul" aria-label="Hidden products" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {draft.hidden.map((pair) => (
        <HiddenRow
          key={keyOf(pair)}
          pair={pair}
          isDisabled={isDisabled}
          onChange={(changed) => onChange({ hidden: draft.hidden.map((other) => (other === pair ? changed : other)) })}
          onRemove={() => onChange({ hidden: draft.hidden.filter((other) => other !== pair) })}
        />
      ))}
    </Box>
  </Panel>
);
