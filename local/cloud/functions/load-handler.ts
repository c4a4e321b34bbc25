import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: unknown) => unknown;
type LoadableModule = {
  exports: unknown;
  filename: string;
  paths: string[];
  _compile(source: string, file: string): void;
};
type ModuleInternals = { new (id: string): LoadableModule; _nodeModulePaths(folder: string): string[] };

/**
 * Loads `file.export` from a function's code folder as the Lambda runtime does: `.mjs` as ES module, `.cjs` and `.js`
 * as CommonJS, unless the code's own package.json says otherwise (a package.json above the assembly does not count).
 * @throws Runtime.ImportModuleError or Runtime.HandlerNotFound, named as Lambda names them.
 */
export const loadHandler = async (codeFolder: string, handlerName: string): Promise<Handler> => {
  const dot = handlerName.lastIndexOf('.');
  const base = join(codeFolder, handlerName.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (file === undefined) throw named('Runtime.ImportModuleError', `Cannot find module '${handlerName.slice(0, dot)}'`);
  const exports = isEsModule(file, codeFolder) ? await import(pathToFileURL(file).href) : loadCommonJs(file);
  const handler = exports[handlerName.slice(dot + 1)];
  if (typeof handler !== 'function') {
    throw named('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  return handler;
};

const isEsModule = (file: string, codeFolder: string) => {
  if (!file.endsWith('.js')) return file.endsWith('.mjs');
  const packageFile = join(codeFolder, 'package.json');
  return existsSync(packageFile) && JSON.parse(readFileSync(packageFile, 'utf8')).type === 'module';
};

/** `require` would ask the nearest package.json, which here is the project's own and says "module". */
const loadCommonJs = (file: string): Record<string, Handler> => {
  // Node does not type what its own CommonJS loader is made of.
  const Loader: ModuleInternals = createRequire(import.meta.url)('node:module');
  const module = new Loader(file);
  module.filename = file;
  module.paths = Loader._nodeModulePaths(dirname(file));
  module._compile(readFileSync(file, 'utf8'), file);
  return module.exports as Record<string, Handler>;
};

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
