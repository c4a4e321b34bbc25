import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rawFile = join(process.cwd(), '../shared/datasets/online_retail/raw/online_retail.csv.gz');

interface TrainingFigures {
  readonly orders: number;
  readonly orderLines: number;
  readonly products: number;
  readonly buildSeconds: number;
  readonly trainSeconds: number;
  readonly rowSeconds: number;
  readonly rows: number;
  readonly meanRowBytes: number;
  readonly peakMebibytes: number;
}

/** Trains all relations on Online Retail in a process of its own, whose peak memory is the training's. */
export const benchTraining = (print: (line: string) => void): void => {
  if (!existsSync(rawFile)) {
    print('  skipped: the Online Retail data set is not beside the project');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'smart-upsell-bench-'));
  try {
    const orders = join(folder, 'orders.ndjson');
    execFileSync(process.execPath, ['test/bench/online-retail-file.ts', rawFile, orders], { stdio: 'inherit' });
    const text = execFileSync(process.execPath, ['test/bench/train-file.ts', orders], { encoding: 'utf8' });
    const it = JSON.parse(text) as TrainingFigures;
    print(
      `  ${it.orders} orders, ${it.orderLines} lines, ${it.products} products → ${it.rows} rows of ${it.meanRowBytes} bytes`,
    );
    print(
      `  interaction log ${it.buildSeconds.toFixed(2)} s   training ${it.trainSeconds.toFixed(2)} s   rows ${it.rowSeconds.toFixed(2)} s   peak memory ${it.peakMebibytes} MiB`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
