import type { Resource } from '#local/cloud/template/assembly';
import { asList, asTexts, isObject, type Json, listAt, objectAt, textAt } from '#local/cloud/template/json';
import type { Resolver } from '#local/cloud/template/resolver';

export type Statement = {
  readonly allows: boolean;
  readonly actions: string[];
  readonly notActions: string[];
  readonly resources: string[];
  readonly notResources: string[];
};

/** The statements of a policy document. Conditions are not evaluated: a conditional Deny is left out. */
export const statementsOf = (document: Json | undefined): Statement[] =>
  asList(isObject(document) ? document.Statement : undefined)
    .filter(isObject)
    .filter((statement) => textAt(statement, 'Effect') === 'Allow' || statement.Condition === undefined)
    .map((statement) => ({
      allows: textAt(statement, 'Effect') === 'Allow',
      actions: asTexts(statement.Action),
      notActions: asTexts(statement.NotAction),
      resources: asTexts(statement.Resource),
      notResources: asTexts(statement.NotResource),
    }));

/** All identity-based statements of a role: its inline policies, policies attached to it, managed policies it lists. */
export const roleStatements = (role: Resource, resolver: Resolver): Statement[] => {
  const properties = resolver.properties(role);
  const inline = listAt(properties, 'Policies').flatMap((policy) => statementsOf(objectAt(policy, 'PolicyDocument')));
  const name = resolver.name(role);
  const managedArns = asTexts(properties.ManagedPolicyArns);
  const attached = resolver.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy');
  const fromPolicies = attached
    .filter((policy) => isAttached(policy, name, managedArns, resolver))
    .flatMap((policy) => statementsOf(resolver.properties(policy).PolicyDocument));
  return [...inline, ...fromPolicies];
};

const isAttached = (policy: Resource, roleName: string, managedArns: string[], resolver: Resolver) => {
  const properties = resolver.properties(policy);
  const roles = [...asTexts(properties.Roles), textAt(properties, 'RoleName')];
  return roles.includes(roleName) || managedArns.includes(resolver.ref(policy));
};
