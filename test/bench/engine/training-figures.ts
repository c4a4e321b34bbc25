import type { Lap } from '#test/bench/engine/stopwatch';

/** What a training process tells of itself. */
export interface TrainingFigures {
  /** Order lines and steps of visits. */
  readonly interactions: number;
  readonly products: number;
  /** `log` and each relation. */
  readonly laps: Readonly<Record<string, Lap>>;
  /** Peak memory of the process when the log was built, and at the end. */
  readonly logMebibytes: number;
  readonly peakMebibytes: number;
}

/** What a SQL engine tells; a relation that it did not finish in time is absent. */
export interface SqlFigures {
  readonly loadSeconds: number;
  readonly laps: Readonly<Record<string, Lap>>;
  readonly peakMebibytes: number;
}

/** Least-squares slope of ln y over ln x: 1 is linear. NaN for fewer than two points. */
export const logLogSlope = (points: readonly { readonly x: number; readonly y: number }[]): number => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [xs, ys] = [points.map(({ x }) => Math.log(x)), points.map(({ y }) => Math.log(y))];
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = mean(xs.map((x, at) => (x - meanX) * (ys[at]! - meanY)));
  return points.length < 2 ? Number.NaN : covariance / mean(xs.map((x) => (x - meanX) ** 2));
};
