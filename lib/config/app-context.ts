import { join } from 'node:path';
import type { StageSettings } from '#lib/config/stages';

/** What every stack is built from: the stage's settings and where the built files are. */
export type AppContext = {
  readonly settings: StageSettings;
  /** Version of the app that the functions report. */
  readonly version: string;
  readonly projectRoot: string;
  /** Folder that holds `<handler path>/index.cjs` of every function. */
  readonly bundleRoot: string;
  readonly adminDist: string;
  readonly widgetsDist: string;
};

/** Where the build scripts put their results. */
export const builtFiles = (projectRoot: string) => ({
  bundleRoot: join(projectRoot, 'dist'),
  adminDist: join(projectRoot, 'web/admin/dist'),
  widgetsDist: join(projectRoot, 'web/widgets/dist'),
});
