const sampleBytes = 64 * 1024;

/** The beginning of a file as text, unpacked when it is gzipped. */
const readBeginning = async (file: File): Promise<string> => {
  const stream = file.name.endsWith('.gz') ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.length < sampleBytes && !text.includes('\n')) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text;
};

const delimiters = [',', ';', '\t', '|'] as const;

/** Splits a header line at its most frequent delimiter, outside quotes. */
export const splitHeader = (line: string): string[] => {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length);
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
};

/** Column names of a CSV file. @throws when the file cannot be read */
export const readHeader = async (file: File): Promise<string[]> => {
  const [line = ''] = (await readBeginning(file)).replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return splitHeader(line);
};
