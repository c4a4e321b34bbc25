import Alert from '@mui/material/Alert';
import { quotaText } from './quota-text.ts';
import { useUsage } from './use-usage.ts';

/** Says on every page that the month's quota is nearly or wholly used up; nothing otherwise, or when it cannot be read. */
export const QuotaNotice = () => {
  const { data } = useUsage();
  const told = data && quotaText(data);
  if (!told) return null;
  return (
    <Alert severity={told.severity} sx={{ mb: 2 }}>
      {told.text}
    </Alert>
  );
};
