import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReportName, Reports } from '#core/analytics/reports';
import { ArtifactMissingError, type ArtifactStore } from '#core/ports/artifact-store';
import type { ReportStore } from '#core/ports/report-store';

const keyOf = (companyId: string, name: ReportName): string => `reports/${companyId}/${name}.json.gz`;

/** One gzipped JSON object a report, of a few hundred kilobytes at most. */
export const makeReportStore = (artifacts: Pick<ArtifactStore, 'get' | 'put'>): ReportStore => ({
  put: (companyId, name, report) => artifacts.put(keyOf(companyId, name), gzipSync(JSON.stringify(report))),
  get: async <N extends ReportName>(companyId: string, name: N) => {
    try {
      const content = await artifacts.get(keyOf(companyId, name));
      return JSON.parse(gunzipSync(content).toString('utf8')) as Reports[N];
    } catch (error) {
      if (error instanceof ArtifactMissingError) return undefined;
      throw error;
    }
  },
});
