import { type ControlOptions, sendReply, serveControl } from '#local/cloud/control-channel';
import { startLocalCloud } from '#local/cloud/start-local-cloud';

/** Runs the local cloud for a parent process (tests): options as JSON in the first argument, calls over IPC. */
const options = JSON.parse(process.argv[2] ?? '{}') as ControlOptions;
// Ctrl-C reaches the whole process group; the parent decides when to end.
process.on('SIGINT', () => {});
try {
  serveControl(await startLocalCloud({ ...options, log: (line) => console.error(line) }));
} catch (error) {
  await sendReply({ kind: 'error', message: (error as Error).message, name: (error as Error).name });
  process.exit(1);
}
