import { AwsError } from '#local/cloud/gateway/aws-json-client';
import type { JsonObject } from '#local/cloud/template/json';

export type PersonalizeResource = {
  readonly kind: string;
  readonly arn: string;
  /** What Describe shows beside the status. */
  readonly shown: JsonObject;
  status: string;
  failureReason?: string;
  /** Done once, when the resource would become active. @throws Error whose message becomes the failure's reason */
  readonly work: (() => Promise<void>) | undefined;
};

const nextStatus: Readonly<Record<string, string>> = {
  'CREATE PENDING': 'CREATE IN_PROGRESS',
  'CREATE IN_PROGRESS': 'ACTIVE',
  'DELETE PENDING': 'DELETE IN_PROGRESS',
};

const notFound = (arn: string) => new AwsError('ResourceNotFoundException', `${arn} does not exist`, 400);

/** Resources by ARN. Each look at one that is being made or deleted brings it a step on, so that no clock is needed. */
export class PersonalizeStore {
  readonly #resources = new Map<string, PersonalizeResource>();

  add(resource: Omit<PersonalizeResource, 'status'>, status = 'CREATE PENDING'): void {
    if (this.#resources.has(resource.arn)) {
      throw new AwsError('ResourceAlreadyExistsException', `Another resource with ${resource.arn} already exists`, 400);
    }
    this.#resources.set(resource.arn, { ...resource, status });
  }

  /** @throws AwsError ResourceNotFoundException */
  get(arn: string): PersonalizeResource {
    const found = this.#resources.get(arn);
    if (found === undefined) throw notFound(arn);
    return found;
  }

  /** @throws AwsError ResourceInUseException unless active. */
  active(arn: string): PersonalizeResource {
    const found = this.get(arn);
    if (found.status === 'ACTIVE') return found;
    throw new AwsError('ResourceInUseException', `${arn} is ${found.status}`, 400);
  }

  ofKind(kind: string): PersonalizeResource[] {
    return [...this.#resources.values()].filter((resource) => resource.kind === kind);
  }

  async look(arn: string): Promise<PersonalizeResource> {
    const resource = this.get(arn);
    const next = nextStatus[resource.status];
    if (resource.status === 'DELETE IN_PROGRESS') {
      this.forget(arn);
      throw notFound(arn);
    }
    if (next === 'ACTIVE') await finish(resource);
    else if (next !== undefined) resource.status = next;
    return resource;
  }

  /** @throws AwsError ResourceInUseException while something is made of it. */
  startDeletion(arn: string, users: readonly PersonalizeResource[]): void {
    const resource = this.get(arn);
    const busy = [resource, ...users].find(({ status }) => /^CREATE (PENDING|IN_PROGRESS)/.test(status));
    if (busy !== undefined) throw new AwsError('ResourceInUseException', `${busy.arn} is ${busy.status}`, 400);
    resource.status = 'DELETE PENDING';
  }

  forget(arn: string): void {
    this.#resources.delete(arn);
  }
}

const finish = async (resource: PersonalizeResource): Promise<void> => {
  try {
    await resource.work?.();
    resource.status = 'ACTIVE';
  } catch (error) {
    resource.status = 'CREATE FAILED';
    resource.failureReason = (error as Error).message;
  }
};
