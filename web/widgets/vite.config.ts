import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const fileName = 'smart-upsell.js';
const largestGzipBytes = 15 * 1024;

/** Writes the copy that may be cached for ever and the manifest with its integrity hash; fails above the size budget. */
const publish = (): Plugin => ({
  name: 'publish',
  apply: 'build',
  writeBundle({ dir }) {
    const folder = dir ?? 'dist';
    const code = readFileSync(join(folder, fileName));
    const gzipBytes = gzipSync(code, { level: 9 }).length;
    if (gzipBytes > largestGzipBytes) {
      throw new Error(`${fileName} has ${gzipBytes} bytes gzipped; the budget is ${largestGzipBytes}`);
    }
    const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
    const immutableFile = fileName.replace('.js', `.${hash}.js`);
    const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`;
    writeFileSync(join(folder, immutableFile), code);
    const manifest = { file: fileName, immutableFile, integrity, bytes: code.length, gzipBytes };
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  },
});

export default defineConfig({
  plugins: [publish()],
  build: {
    target: 'es2022',
    lib: { entry: 'src/smart-upsell.ts', formats: ['es'], fileName: () => fileName },
    emptyOutDir: true,
  },
});
