import type { Rejection, RejectionCode } from '#core/imports/rejection';
import type { ArtifactStore } from '#core/ports/artifact-store';
import { Spill, segmentName } from '#lambdas/shared/spill';

/** Rows per reason, as plain data. */
export type RejectionCounts = Partial<Record<RejectionCode, number>>;

/** Keeps the rejected rows of a step for the report, and counts them by reason. */
export class RejectionLog {
  readonly counts: RejectionCounts = {};
  private readonly spill: Spill<Rejection>;

  /** `folder` of the run's files; `writer` names the step in it. */
  constructor(artifacts: ArtifactStore, folder: string, writer: string) {
    this.spill = new Spill(artifacts, (_part, segment) => folder + segmentName(writer, segment));
  }

  /** Adds a rejection that stands for `rows` rows. */
  async add(rejection: Rejection, rows = 1): Promise<void> {
    this.counts[rejection.code] = (this.counts[rejection.code] ?? 0) + rows;
    this.spill.add('', rejection);
    if (this.spill.isFull) await this.spill.relieve();
  }

  close(): Promise<void> {
    return this.spill.close();
  }
}
