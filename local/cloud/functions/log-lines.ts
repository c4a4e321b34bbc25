export type LogLines = { add(text: string): void; all(): string[] };

/** The newest lines of an output, each also handed on as it comes. */
export const createLogLines = (maxLines: number, onLine: (line: string) => void): LogLines => {
  const lines: string[] = [];
  return {
    add: (text) => {
      const added = text.split('\n').filter((line) => line !== '');
      lines.push(...added);
      lines.splice(0, Math.max(0, lines.length - maxLines));
      for (const line of added) onLine(line);
    },
    all: () => [...lines],
  };
};
