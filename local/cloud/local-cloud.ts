import type { FunctionStatistics } from '#local/cloud/functions/function-pool';
import type { Json } from '#local/cloud/template/json';

/** A person who can sign in. */
export type LocalUser = {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
};

export type LocalCloudOptions = {
  /** The folder `cdk synth` wrote. */
  readonly assemblyDir: string;
  /** Where state is kept; in memory when absent. */
  readonly dataDir?: string;
  /** The front door's port; the API, sign-in and gateway take the next three. 0 (default): any free ports. */
  readonly port?: number;
  readonly log?: (line: string) => void;
  readonly users?: readonly LocalUser[];
  readonly bedrock?: 'stand-in' | 'off';
  readonly clock?: () => Date;
  /**
   * ISO-8601 UTC: the clock of the whole process starts there and can be set forward, to live through days in seconds.
   * `Date` is steered for good, so this is for a process of its own.
   */
  readonly startsAt?: string;
};

export type InvokeResult = {
  readonly payload: Json;
  /** The error type when the function failed; the payload is then Lambda's error document. */
  readonly functionError: string | undefined;
};

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export type Execution = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly stoppedAt?: string;
};

export type StateChange = {
  readonly kind: 'entered' | 'succeeded' | 'failed' | 'retried' | 'caught';
  readonly state: string;
  readonly stateType: string;
  /** Item or branch number inside a Map or Parallel state. */
  readonly index?: number;
  readonly error?: string;
};

/** A message in a queue of the template (dead-letter queues). */
export type QueueMessage = { readonly messageId: string; readonly sentAt: string; readonly body: Json };

export type BedrockStatistics = { calls: number; failures: number };
/** How the Bedrock stand-in behaves: `garbage` answers text that is no JSON. */
export type BedrockMode = 'normal' | 'fail' | 'throttle' | 'garbage';

export type LocalCloud = {
  /** The CloudFront-like front door: pages, widgets and /api. */
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly kinesis: string;
    readonly s3: string;
    readonly stepfunctions: string;
    readonly bedrock: string;
  };
  /** AWS_* variables for SDK clients outside (scripts, tests): full access. */
  readonly clientEnvironment: Record<string, string>;
  /** The stacks' outputs by key, with local addresses in the place of AWS ones. */
  readonly outputs: Record<string, string>;
  /** The physical id (what Ref gives) of a resource, by logical id, its prefix, or construct path suffix. */
  resourceId(logicalIdPrefixOrPathSuffix: string): string;
  addUser(user: LocalUser): void;
  /** An access token for a user, as sign-in would give it. */
  issueToken(sub: string, options?: { lifetimeSeconds?: number; clientId?: string }): Promise<string>;
  invoke(functionName: string, payload: Json): Promise<InvokeResult>;
  startExecution(stateMachineName: string, input: Json, name?: string): Promise<Execution>;
  waitForExecution(executionArn: string, onStateChange?: (change: StateChange) => void): Promise<Execution>;
  /** Runs a schedule's target now, with the schedule's input. */
  triggerSchedule(name: string): Promise<Json>;
  /** Resolves when every record of every stream has been processed or set aside. */
  drainStreams(): Promise<void>;
  /** Deletes items whose time to live has passed; returns how many. Runs by itself every minute. */
  sweepExpiredItems(): Promise<number>;
  /** The messages in a queue, oldest first. */
  readQueue(name: string): Promise<QueueMessage[]>;
  stats(): Record<string, FunctionStatistics>;
  functionLogs(functionName: string): string[];
  /** Makes it a later moment (ISO-8601 UTC), for services and functions; only with `startsAt`. */
  setClock(instant: string): void;
  bedrockStats(): BedrockStatistics;
  setBedrockMode(mode: BedrockMode): void;
  close(): Promise<void>;
};
