import { tellDemoStory } from '#local/demo/demo-story';
import { startDemo } from '#local/demo/start-demo';
import { buildLocal, localAssemblyDir } from '#scripts/build-local';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(5)} s`;

/** Runs the demo from nothing to a retrained model and ends; the exit code tells whether all of it held. */
const run = async (): Promise<void> => {
  const startedAt = performance.now();
  buildLocal({ reuse: process.argv.includes('--no-build'), report: console.log });
  const builtAt = performance.now();
  const demo = await startDemo({ assemblyDir: localAssemblyDir, port: 0, storefrontPort: 0, report: () => undefined });
  try {
    console.log(`\n${seconds(builtAt - startedAt)}  Build`);
    const counts = ['products', 'orders', 'events', 'rows'].map((name) => `${demo.model?.counts[name] ?? 0} ${name}`);
    console.log(
      `${seconds(performance.now() - builtAt)}  Open the store and train its first model  ${counts.join(', ')}`,
    );
    await tellDemoStory(demo, (chapter) =>
      console.log(`${seconds(chapter.seconds * 1000)}  ${chapter.title.padEnd(27)} ${chapter.seen}`),
    );
    console.log(`\nAll of it held, in ${seconds(performance.now() - startedAt).trim()}.`);
  } finally {
    await demo.close();
  }
};

run().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
