/** The package ships no types of its own. */
declare module 'asl-validator' {
  interface ValidationOptions {
    readonly checkPaths?: boolean;
    readonly checkArn?: boolean;
  }
  const validate: (
    definition: unknown,
    options?: ValidationOptions,
  ) => { readonly isValid: boolean; readonly errors: readonly unknown[] };
  export = validate;
}
