import { type ColumnMapping, ImportFileError } from '#core/imports/column-mapping';
import { parseCodes } from '#core/imports/non-merchandise';
import { type DateOrder, detectDateOrder, makeInstantReader, needsDateOrder } from '#core/imports/parse-instant';
import type { RawRow, RowContext } from '#core/imports/row-reader';

/** What holds for a company's files when the job says nothing else. */
export interface ImportDefaults {
  readonly currency: string;
  readonly timeZone: string;
}

/** Defaults of a job that set an option instead of a field's value. */
export const importOptions = ['timeZone', 'dateOrder', 'nonMerchandise'] as const;

const dateFields = ['orderedAt', 'updatedAt'];

const givenOrder = (text: string | undefined): DateOrder | undefined => {
  if (text === undefined || text === 'dmy' || text === 'mdy') return text;
  throw new ImportFileError(`dateOrder is "${text}"; use dmy (31/12/2025) or mdy (12/31/2025).`);
};

function* dateTexts(columns: ColumnMapping, sample: readonly RawRow[]): Generator<string> {
  for (const field of dateFields) {
    const position = columns.positions.get(field);
    if (position !== undefined) for (const row of sample) yield row.cells[position] ?? '';
  }
}

/**
 * How the rows of a file are read. `sample`, its first rows, settles whether days or months come first in its dates.
 * @throws ImportFileError for an option that cannot be
 */
export const makeRowContext = (
  columns: ColumnMapping,
  defaults: Readonly<Record<string, string>>,
  company: ImportDefaults,
  sample: readonly RawRow[],
): RowContext => {
  const order = givenOrder(defaults.dateOrder) ?? detectDateOrder(dateTexts(columns, sample));
  const fields = Object.fromEntries(
    Object.entries(defaults).filter(([name]) => !importOptions.some((option) => option === name)),
  );
  return {
    columns,
    defaults: fields,
    readInstant: makeInstantReader(defaults.timeZone ?? company.timeZone, order),
    currency: (defaults.currency ?? company.currency).toUpperCase(),
    nonMerchandise: parseCodes(defaults.nonMerchandise),
    lacksDateOrder: order === undefined && [...dateTexts(columns, sample)].some(needsDateOrder),
  };
};
