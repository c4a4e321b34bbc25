import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useCanEdit } from '../companies/company-context.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { type Flags, useFlags } from './use-flags.ts';

/** Says that nothing on a page reaches shoppers while a feature is off, with the switch; nothing when it is on. */
export const FlagNotice = ({ flag, text }: { flag: keyof Flags; text: string }) => {
  const { stored, change } = useFlags();
  const canEdit = useCanEdit();
  if (change.error) return <ErrorNotice error={change.error} />;
  if (!stored.data || stored.data.data.flags[flag]) return null;
  return (
    <Alert
      severity="warning"
      action={
        canEdit && (
          <Button
            color="inherit"
            size="small"
            loading={change.isPending}
            onClick={() => change.mutate({ [flag]: true })}
          >
            Turn on
          </Button>
        )
      }
    >
      {text}
    </Alert>
  );
};
