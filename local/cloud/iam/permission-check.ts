import { isAllowed } from '#local/cloud/iam/is-allowed';
import { roleStatements, type Statement } from '#local/cloud/iam/statements';
import type { Resolver } from '#local/cloud/template/resolver';

export type Permission = { readonly action: string; readonly resource: string };

export type PermissionCheck = {
  /** The first of the permissions that the role lacks, if any. */
  missing(roleArn: string, permissions: readonly Permission[]): Permission | undefined;
};

const maxRemembered = 10_000;

/** Judges calls by the roles' policies in the template. Verdicts are remembered: a role's policies never change. */
export const createPermissionCheck = (resolver: Resolver): PermissionCheck => {
  const statements = new Map<string, Statement[]>();
  const verdicts = new Map<string, boolean>();

  const statementsFor = (roleArn: string): Statement[] => {
    const known = statements.get(roleArn);
    if (known !== undefined) return known;
    const role = resolver.ofType('AWS::IAM::Role').find((it) => resolver.attribute(it, 'Arn') === roleArn);
    const found = role === undefined ? [] : roleStatements(role, resolver);
    statements.set(roleArn, found);
    return found;
  };
  const verdict = (roleArn: string, { action, resource }: Permission): boolean => {
    const key = `${roleArn} ${action} ${resource}`;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    if (verdicts.size >= maxRemembered) verdicts.clear();
    const allowed = isAllowed(statementsFor(roleArn), action, resource);
    verdicts.set(key, allowed);
    return allowed;
  };

  return { missing: (roleArn, permissions) => permissions.find((permission) => !verdict(roleArn, permission)) };
};
