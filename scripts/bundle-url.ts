import { pathToFileURL } from 'node:url';

/** What `import.meta.url` stands for in a bundle. */
export const bundleUrl = /* @__PURE__ */ pathToFileURL(__filename).href;
