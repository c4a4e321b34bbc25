import {
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-personalize';
import { PersonalizeFailedError } from '#core/ports/personalizer';

/** A resource as its Describe operation shows it. */
export interface ResourceState {
  /** `CREATE PENDING` › `CREATE IN_PROGRESS` › `ACTIVE`, or `CREATE FAILED`; then `DELETE …`. */
  readonly status?: string | undefined;
  readonly failureReason?: string | undefined;
}

/** What may be looked at, and made when it is not there. */
export interface Makeable {
  /** For people, such as `The dataset import job su-prod-…`. */
  readonly title: string;
  readonly describe: () => Promise<ResourceState | undefined>;
  readonly create: () => Promise<unknown>;
}

/** The state of a resource; undefined when there is none. */
export const stateOf = async (
  describe: () => Promise<ResourceState | undefined>,
): Promise<ResourceState | undefined> => {
  try {
    return await describe();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/** A resource that another attempt of the same step has made is as good. */
const createOnce = async ({ title, create }: Makeable): Promise<void> => {
  try {
    await create();
  } catch (error) {
    if (error instanceof ResourceAlreadyExistsException) return;
    if (error instanceof LimitExceededException) {
      throw new PersonalizeFailedError(`${title} exceeds a quota of the account: ${error.message}`);
    }
    throw error;
  }
};

/** @returns true when the resource is active. @throws PersonalizeFailedError when it has failed. */
export const ensureActive = async (resource: Makeable): Promise<boolean> => {
  const state = await stateOf(resource.describe);
  if (state === undefined) {
    await createOnce(resource);
    return false;
  }
  const { status = '', failureReason = 'no reason was given' } = state;
  if (/FAILED|STOPPED/.test(status)) throw new PersonalizeFailedError(`${resource.title} failed: ${failureReason}`);
  return status === 'ACTIVE';
};

export const ensureAllActive = async (resources: readonly Makeable[]): Promise<boolean> => {
  let isActive = true;
  // One after the other: the service takes few calls a second.
  for (const resource of resources) if (!(await ensureActive(resource))) isActive = false;
  return isActive;
};

export interface Removable {
  readonly describe: () => Promise<ResourceState | undefined>;
  readonly remove: () => Promise<unknown>;
}

/** Asks to delete what is at rest. @returns true when it is gone. */
export const ensureGone = async ({ describe, remove }: Removable): Promise<boolean> => {
  const state = await stateOf(describe);
  if (state === undefined) return true;
  if (/^DELETE|^CREATE (PENDING|IN_PROGRESS)/.test(state.status ?? '')) return false;
  try {
    await remove();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return true;
    // Something still works with it; it goes the next time.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  return false;
};

export const ensureAllGone = async (resources: readonly Removable[]): Promise<boolean> => {
  let isGone = true;
  for (const resource of resources) if (!(await ensureGone(resource))) isGone = false;
  return isGone;
};
