/** The resource has another version than the caller believes. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError';
  readonly resource: string;
  constructor(resource: string) {
    super(`${resource} was changed by somebody else`);
    this.resource = resource;
  }
}

/** The resource exists already, or is in a state that forbids the change. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** The cursor was not given by this list. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';
  constructor() {
    super('The cursor does not belong to this list');
  }
}
