import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts a cdk-nag finding on a construct and what is below it; the reason is for whoever audits the app. */
export const acknowledge = (construct: IConstruct, findings: Record<string, string>): void => {
  const acknowledgements = Object.entries(findings).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...acknowledgements);
};
