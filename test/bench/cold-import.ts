import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { familyEnvironments } from '#contracts/env/function-environment';
import { functionFamilies, handlerPath } from '#contracts/operation';
import { operations } from '#contracts/operations';
import { median, ms } from '#test/bench/percentile';

const rounds = 11;

const importOnce = (file: string, environment: Record<string, string>): number => {
  const program = `const s=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-s))`;
  const text = execFileSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      ...environment,
    },
  });
  return Number(text);
};

const exampleOf = (name: string): string => {
  if (name.startsWith('RATE')) return '1';
  return { LOG_LEVEL: 'INFO', DEFAULT_PLAN: 'none' }[name] ?? 'bench';
};

/** A value for every variable of a family; importing needs them to be there, not to lead anywhere. */
const environmentOf = (family: (typeof functionFamilies)[number]): Record<string, string> =>
  Object.fromEntries(Object.keys(familyEnvironments[family].shape).map((name) => [name, exampleOf(name)]));

/** Size and time to load of each family's largest bundle, in a new process every time. */
export const benchColdImport = (print: (line: string) => void): void => {
  for (const family of functionFamilies) {
    const bundles = operations
      .filter((operation) => operation.family === family)
      .map((operation) => join(process.cwd(), 'dist', handlerPath(operation), 'index.cjs'))
      .map((file) => ({ file, bytes: statSync(file).size }))
      .sort((a, b) => b.bytes - a.bytes);
    const largest = bundles[0]!;
    const times = Array.from({ length: rounds }, () => importOnce(largest.file, environmentOf(family)));
    print(
      `  ${family.padEnd(18)} ${String(Math.round(largest.bytes / 1000)).padStart(4)} kB   import ${ms(median(times))} in the median of ${rounds}`,
    );
  }
};
