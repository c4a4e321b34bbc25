import { stepInputs } from '#contracts/pipeline/run';
import type { ArtifactStore } from '#core/ports/artifact-store';
import { estimatePersonalizeCost } from '#core/training/personalize/cost';
import {
  batchInputLines,
  interactionLines,
  interactionsHeader,
  itemLines,
  itemsHeader,
} from '#core/training/personalize/export-lines';
import { personalizeFitness } from '#core/training/personalize/requirements';
import { personalizeFiles } from '#core/training/personalize/resource-plan';
import { measureStore } from '#core/training/personalize/store-measures';
import { type PersonalizeDependencies, personalizeDependencies } from '#lambdas/shared/personalize-dependencies';
import { writeNote } from '#lambdas/shared/personalize-notes';
import { PermanentRunError, pipelineStep } from '#lambdas/shared/pipeline-step';
import { loadTrainingInput } from '#lambdas/shared/run-content';

const linesPerFile = 1_000_000;

/** One file after another, so that only one stands in memory. @returns bytes written */
const writeInParts = async (
  artifacts: ArtifactStore,
  keyOf: (part: number) => string,
  header: string,
  lines: Iterable<string>,
): Promise<number> => {
  let bytes = 0;
  let part = 0;
  let chunk: string[] = [];
  const write = async (): Promise<void> => {
    const content = Buffer.from(header + chunk.join(''));
    await artifacts.put(keyOf(part), content);
    bytes += content.length;
    part += 1;
    chunk = [];
  };
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length === linesPerFile) await write();
  }
  if (chunk.length > 0 || part === 0) await write();
  return bytes;
};

/** Checks the service's minimums and quotas, and writes down what it learns from. Until here nothing costs anything. */
export const makeHandler = (deps: PersonalizeDependencies) =>
  pipelineStep('ExportPersonalize', stepInputs.run, deps, async ({ run }) => {
    const { data, catalog } = await loadTrainingInput(deps.artifacts, run);
    const measures = measureStore(data);
    const { relations, problems } = personalizeFitness(measures);
    if (relations.length === 0) {
      throw new PermanentRunError(`Amazon Personalize cannot train this store yet: ${problems.join('; ')}.`);
    }
    const files = personalizeFiles(run);
    const bytes =
      (await writeInParts(deps.artifacts, files.interactions, interactionsHeader, interactionLines(data))) +
      (await writeInParts(deps.artifacts, () => files.items, itemsHeader, itemLines(catalog)));
    await deps.artifacts.put(files.batchInput, Buffer.from([...batchInputLines(data, catalog)].join('')));
    const { companyId, runName, startedAt } = run;
    await writeNote(deps.artifacts, companyId, { runName, startedAt, relations: [...relations], isRemoved: false });
    const { amountMicroUsd: personalizeMicroUsd } = estimatePersonalizeCost(measures, relations);
    return { run, counts: { personalizeBytes: bytes, personalizeMicroUsd }, result: { relations } };
  });

export const handler = makeHandler(personalizeDependencies());
