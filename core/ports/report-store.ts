import type { ReportName, Reports } from '#core/analytics/reports';

/** Reports that a training run makes about a store, whole. */
export interface ReportStore {
  put<N extends ReportName>(companyId: string, name: N, report: Reports[N]): Promise<void>;
  /** `undefined` before the first run. */
  get<N extends ReportName>(companyId: string, name: N): Promise<Reports[N] | undefined>;
}
