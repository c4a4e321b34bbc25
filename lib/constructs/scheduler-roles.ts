import type { Stack } from 'aws-cdk-lib';
import { acknowledgeWildcards } from '#lib/constructs/acknowledge';

/** CDK keeps the roles of schedules' targets at the top of the stack. */
export const acknowledgeSchedulerRoles = (stack: Stack): void => {
  for (const role of stack.node.children.filter(({ node }) => node.id.startsWith('SchedulerRoleForTarget'))) {
    acknowledgeWildcards(role, { ':*': 'The scheduler may invoke any version of this one function.' });
  }
};
