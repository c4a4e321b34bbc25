import type { Versioned } from '#core/companies/company-settings';
import type { SegmentConfig } from '#core/segments/segment-config';
import { reply } from '#lambdas/shared/reply';

export const segmentsReply = ({ value, version, updatedAt, updatedBy }: Versioned<SegmentConfig>) =>
  reply({ segments: value, version, updatedAt, updatedBy }, { version });
