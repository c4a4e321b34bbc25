import { failImportSchema } from '#contracts/imports/import-step';
import { type ImportDependencies, importDependencies } from '#lambdas/shared/import-dependencies';
import { importStep } from '#lambdas/shared/import-step';

const unexpected = 'Something went wrong on our side. Start the import again: it goes on where it stopped.';

/** The sentence for the merchant: what is wrong with the file, or that it is not the file. */
const failureOf = ({ Error: name, Cause: cause }: { Error: string; Cause: string }): string => {
  if (name !== 'ImportFileError') return unexpected;
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: string };
    return errorMessage ?? unexpected;
  } catch {
    return cause || unexpected;
  }
};

/** Closes a job that a step could not carry out; what was applied stays, and a new start goes on from there. */
export const makeHandler = (deps: ImportDependencies) =>
  importStep('FailImport', failImportSchema, deps, async ({ error, ...run }) => {
    const failure = failureOf(error);
    await deps.imports.fail(run, failure, deps.clock());
    return { failure };
  });

export const handler = makeHandler(importDependencies());
