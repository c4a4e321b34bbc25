/** `prepare-run` and `prepareRun` → `PrepareRun`, for construct ids. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
