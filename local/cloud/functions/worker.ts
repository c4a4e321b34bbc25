import { parentPort, workerData } from 'node:worker_threads';
import { loadHandler } from '#local/cloud/functions/load-handler';
import type { FunctionError, WorkerReply, WorkerRequest, WorkerStart } from '#local/cloud/functions/worker-protocol';
import { steerDate } from '#local/cloud/steered-clock';

const { codeFolder, handler: handlerName, clockMemory } = workerData as WorkerStart;
if (clockMemory) steerDate(clockMemory);
const reply = (message: WorkerReply) => parentPort?.postMessage(message);

const describeError = (error: unknown): FunctionError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: typeof error === 'string' ? error : JSON.stringify(error) };

const contextOf = (request: WorkerRequest) => ({
  awsRequestId: request.requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: request.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: request.functionArn,
  memoryLimitInMB: String(request.memoryMegabytes),
  logGroupName: `/aws/lambda/${request.functionName}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, request.deadlineMs - Date.now()),
});

const start = async () => {
  if (process.env.NODE_OPTIONS?.includes('--enable-source-maps')) process.setSourceMapsEnabled(true);
  const handler = await loadHandler(codeFolder, handlerName);
  parentPort?.on('message', async (request: WorkerRequest) => {
    try {
      const result = await handler(JSON.parse(request.payload), contextOf(request));
      reply({ kind: 'result', payload: JSON.stringify(result ?? null) });
    } catch (error) {
      reply({ kind: 'error', error: describeError(error) });
    }
  });
  reply({ kind: 'ready' });
};

start().catch((error: unknown) => reply({ kind: 'error', error: describeError(error) }));
