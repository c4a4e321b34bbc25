import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell, csvText } from '#core/csv/csv-text';

describe('a CSV file', () => {
  it('reads back as the texts it was made of, whatever they hold', () => {
    const plain = fc.string({ unit: 'binary' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(plain, { minLength: 2, maxLength: 2 })), (rows) => {
        const read: string[][] = parse(csvText(['a', 'b'], rows), { record_delimiter: '\r\n' });
        expect(read).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  it('ends each line with CRLF and quotes what RFC 4180 says', () => {
    expect(csvText(['name', 'count'], [['Mug, "blue"', 3]])).toBe('name,count\r\n"Mug, ""blue""",3\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  it('leaves numbers as they are, negative ones too, and null empty', () => {
    expect(csvText(['n', 'x'], [[-5, null]])).toBe('n,x\r\n-5,\r\n');
  });
});
