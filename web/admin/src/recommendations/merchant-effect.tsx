import Alert from '@mui/material/Alert';
import type { AnswerOf } from '../api/api-client.ts';
import { percent } from './recommendation-config.ts';

type Merchant = NonNullable<AnswerOf<'previewRecommendations'>['merchant']>;

/** What margins and low stock do to the list of the preview: what they earn, and what they cost. */
export const MerchantEffect = ({ merchant }: { merchant: Merchant }) => {
  const { strength, relevanceLoss, marginBefore, marginAfter } = merchant;
  return (
    <Alert severity={strength < 1 ? 'warning' : 'info'} sx={{ my: 1.5 }}>
      Expected margin {percent(marginBefore, 1)} → {percent(marginAfter, 1)}, for {percent(relevanceLoss, 1)} of the
      relevance.
      {strength < 1 && ` Your limit lets ${percent(strength)} of the wish through.`}
    </Alert>
  );
};
