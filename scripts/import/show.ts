import { SingleBar } from 'cli-progress';
import type { ImportReport } from './import-file.ts';

const number = (value: number): string => value.toLocaleString('en-GB');

export interface Progress {
  update(share: number): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line at every tenth. */
export const showProgress = (label: string): Progress => {
  if (!process.stdout.isTTY) {
    let tenth = 0;
    return {
      update: (share) => {
        if (Math.floor(share * 10) <= tenth) return;
        tenth = Math.floor(share * 10);
        console.log(`  ${label}: ${tenth * 10} %`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({ format: `  ${label} {bar} {percentage} %  {duration_formatted}`, hideCursor: true });
  bar.start(100, 0);
  return { update: (share) => bar.update(Math.round(share * 100)), stop: () => bar.stop() };
};

/** Rows of cells as text, columns aligned; numbers to the right. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const isNumber = (cell: string): boolean => /^[\d,]+$/.test(cell);
  return rows
    .map((row) =>
      row.map((cell, i) => (isNumber(cell) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
};

/** What an import did, or in a dry run would do. */
export const describeImport = (report: ImportReport, seconds: number): string => {
  const { counts, kind, rejections, dryRun } = report;
  const rows: string[][] = [
    ['rows read', number(counts.rowsRead)],
    ['rows rejected', number(counts.rowsRejected)],
    [`${kind} created`, number(counts.created)],
    [`${kind} updated`, number(counts.updated)],
    [`${kind} unchanged`, number(counts.unchanged)],
  ];
  if (kind === 'orders') {
    rows.push(['return rows matched', number(counts.returnsMatched)]);
    rows.push(['products made from lines', number(counts.productsCreated)]);
    rows.push(['products updated so', number(counts.productsUpdated)]);
  }
  const parts = [`${dryRun ? 'A dry run: nothing was changed. Read' : 'Done'} in ${seconds.toFixed(1)} s`, table(rows)];
  if (rejections.length > 0) {
    parts.push('Rejected', table(rejections.map(({ rows: count, code, message }) => [number(count), code, message])));
  }
  if (dryRun && report.sample.length > 0) {
    parts.push('For example', table(report.sample.map(({ id, change, summary }) => [change, id, summary])));
  }
  return parts.join('\n');
};
