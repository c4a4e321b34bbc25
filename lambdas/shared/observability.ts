import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type LogCode, logMessages } from '#contracts/log-messages';
import { type MetricName, metricNamespace, metricUnits } from '#contracts/metrics';

export type LogContext = Readonly<Record<string, unknown>>;

/** Structured log of the closed catalogue: a stable code, its sentence, and context that holds no visitor's data. */
export interface Log {
  info(code: LogCode, context?: LogContext): void;
  warn(code: LogCode, context?: LogContext): void;
  error(code: LogCode, context?: LogContext): void;
}

/** Counts and times of the names in `contracts/metrics`, flushed as one embedded-metric line. */
export interface Meter {
  add(name: MetricName, value: number): void;
  /** Two dimension sets beside the stage: the operation and its group. */
  addForOperation(name: MetricName, value: number, dimensions: { operation: string; operationGroup: string }): void;
  flush(): void;
}

export interface Observability {
  readonly log: Log;
  readonly meter: Meter;
}

interface ObservabilitySettings {
  readonly stage: string;
  readonly serviceName: string;
}

const makeLog = (serviceName: string): Log => {
  const logger = new Logger({ serviceName });
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (code: LogCode, context: LogContext = {}) =>
      logger[level](logMessages[code], { code, ...context });
  return { info: line('info'), warn: line('warn'), error: line('error') };
};

const unitOf = (name: MetricName) =>
  metricUnits[name] === 'Milliseconds' ? MetricUnit.Milliseconds : MetricUnit.Count;

const makeMeter = ({ stage, serviceName }: ObservabilitySettings): Meter => {
  const metricsOf = () => new Metrics({ namespace: metricNamespace, serviceName, defaultDimensions: { stage } });
  const plain = metricsOf();
  const perOperation = metricsOf();
  // The service name is a property of the log line, not a dimension: alarms read `stage` alone.
  for (const metrics of [plain, perOperation]) {
    metrics.clearDefaultDimensions();
    metrics.setDefaultDimensions({ stage });
  }
  return {
    add: (name, value) => void plain.addMetric(name, unitOf(name), value),
    addForOperation: (name, value, { operation, operationGroup }) => {
      perOperation.clearDimensions();
      perOperation.addDimensions({ operation });
      perOperation.addDimensions({ operationGroup });
      perOperation.addMetric(name, unitOf(name), value);
    },
    flush: () => {
      if (plain.hasStoredMetrics()) plain.publishStoredMetrics();
      if (perOperation.hasStoredMetrics()) perOperation.publishStoredMetrics();
    },
  };
};

export const makeObservability = (settings: ObservabilitySettings): Observability => ({
  log: makeLog(settings.serviceName),
  meter: makeMeter(settings),
});

/** The parts of an error that may be logged: its kind, message and stack, never what it carries. */
export const errorContext = (error: unknown): LogContext =>
  error instanceof Error
    ? { errorName: error.name, errorMessage: error.message, stack: error.stack }
    : { errorName: 'NonError', errorMessage: String(error) };
