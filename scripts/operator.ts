import { makeDocumentClient } from '#adapters/clients';
import { planCommand, revenueCommand, statementsCommand } from './operator/commands.ts';
import { figuresCommand } from './operator/figures-command.ts';
import { type OperatorOptions, readOptions, UsageError, usage } from './operator/options.ts';

const run = (options: OperatorOptions, now: string): Promise<string> => {
  const table = { client: makeDocumentClient(), tableName: options.tableName };
  switch (options.command) {
    case 'plan':
      return planCommand(table, options, now);
    case 'revenue':
      return revenueCommand(table, options);
    case 'figures':
      return figuresCommand(table, options);
    case 'statements':
      return statementsCommand(table, options, now);
  }
};

const main = async (): Promise<void> => {
  try {
    const options = readOptions(process.argv.slice(2));
    console.log(options ? await run(options, new Date().toISOString()) : usage);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(error instanceof Error ? error.message : String(error));
    if (isUsage) console.error('Run npm run operator -- --help for all options.');
    process.exitCode = isUsage ? 2 : 1;
  }
};

if (process.argv[1] === import.meta.filename) void main();
