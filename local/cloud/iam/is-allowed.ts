import type { Statement } from '#local/cloud/iam/statements';

/** IAM's evaluation without conditions: an explicit Deny wins, else any Allow, else no. */
export const isAllowed = (statements: readonly Statement[], action: string, resource: string): boolean => {
  const applying = statements.filter((statement) => applies(statement, action, resource));
  return applying.length > 0 && applying.every((statement) => statement.allows);
};

const applies = (statement: Statement, action: string, resource: string): boolean => {
  const actionMatches =
    statement.notActions.length > 0
      ? !statement.notActions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))
      : statement.actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  if (!actionMatches) return false;
  if (statement.notResources.length > 0) return !statement.notResources.some((pattern) => matches(pattern, resource));
  return statement.resources.some((pattern) => matches(pattern, resource));
};

/** `*` stands for any text, `?` for one character; everything else for itself. */
export const matches = (pattern: string, text: string): boolean => {
  if (pattern === '*' || pattern === text) return true;
  if (!/[*?]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};
