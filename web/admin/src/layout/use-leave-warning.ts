import { useEffect } from 'react';

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** Has the browser ask before a page with unsaved changes is left. */
export const useLeaveWarning = (isChanged: boolean): void => {
  useEffect(() => {
    if (!isChanged) return;
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);
};
