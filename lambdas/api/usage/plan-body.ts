import type { Plan } from '#core/plans/plan';

export const planBody = ({ names, ...plan }: Plan) => ({ ...plan, entitlements: [...names] });
