import { CfnResource, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, rules } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Accepts a cdk-nag finding on a construct and what is below it; the reason is for whoever audits the app. */
export const acknowledge = (construct: IConstruct, findings: Record<string, string>): void => {
  const acknowledgements = Object.entries(findings).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...acknowledgements);
};

const wildcardReasons = new WeakMap<IConstruct, Record<string, string>>();

/**
 * Accepts wildcards in the policies below a construct, by how they end: `/runs/*` or `s3:List*`.
 * The whole finding holds names that CDK only knows when it synthesizes, and that differ from stage to stage.
 */
export const acknowledgeWildcards = (construct: IConstruct, reasonByEnding: Record<string, string>): void => {
  wildcardReasons.set(construct, { ...wildcardReasons.get(construct), ...reasonByEnding });
};

/** cdk-nag's AwsSolutions rules, with the wildcards that were accepted by their endings. */
export class SolutionsChecks extends AwsSolutionsChecks {
  override validateScope(scope: IConstruct) {
    for (const construct of scope.node.findAll()) acceptWildcards(construct);
    return super.validateScope(scope);
  }
}

const acceptWildcards = (construct: IConstruct) => {
  const reasons = Object.entries(wildcardReasons.get(construct) ?? {});
  if (reasons.length === 0) return;
  for (const resource of construct.node.findAll().filter((node) => CfnResource.isCfnResource(node))) {
    const findings = rules.iam.IAMNoWildcardPermissions(resource);
    for (const finding of Array.isArray(findings) ? findings : []) {
      const accepted = reasons.find(([ending]) => finding.endsWith(ending));
      if (accepted) acknowledge(resource, { [`AwsSolutions-IAM5[${finding}]`]: accepted[1] });
    }
  }
};
