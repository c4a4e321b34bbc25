import * as z from 'zod';
import { personalizeNote, personalizeNotesPrefix } from '#core/models/run-files';
import type { ArtifactStore } from '#core/ports/artifact-store';
import { personalizeRelations } from '#core/training/personalize/relations';

const noteSchema = z.object({
  runName: z.string(),
  /** Of the run, ISO-8601 UTC. */
  startedAt: z.string(),
  relations: z.array(z.enum(personalizeRelations)),
  /** Nothing of the run is left. */
  isRemoved: z.boolean(),
});
export type PersonalizeNote = z.output<typeof noteSchema>;

export const writeNote = async (artifacts: ArtifactStore, companyId: string, note: PersonalizeNote): Promise<void> =>
  artifacts.put(personalizeNote(companyId, note.runName), Buffer.from(JSON.stringify(note)));

/** Runs of a company that have left something in Amazon Personalize. */
export const openNotes = async (artifacts: ArtifactStore, companyId: string): Promise<PersonalizeNote[]> => {
  const keys = await artifacts.list(personalizeNotesPrefix(companyId));
  const notes = keys.map(async (key) =>
    noteSchema.parse(JSON.parse(Buffer.from(await artifacts.get(key)).toString('utf8'))),
  );
  return (await Promise.all(notes)).filter(({ isRemoved }) => !isRemoved);
};
