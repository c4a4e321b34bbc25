/** What the cloud and a function's worker thread tell each other. */
export type WorkerStart = {
  readonly codeFolder: string;
  readonly handler: string;
  /** Offset of the cloud's clock, when it is steered. */
  readonly clockMemory: SharedArrayBuffer | undefined;
};

export type WorkerRequest = {
  readonly requestId: string;
  readonly payload: string;
  readonly deadlineMs: number;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
};

/** The error document Lambda answers with. */
export type FunctionError = { readonly errorType: string; readonly errorMessage: string; readonly trace?: string[] };

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError };
