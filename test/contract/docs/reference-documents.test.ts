import { readFileSync } from 'node:fs';
import { familyEnvironments, workerEnvironments } from '#contracts/env/function-environment';
import { problemCodes, problemTable } from '#contracts/problem';

const headings = (file: string) => [...readFileSync(file, 'utf8').matchAll(/^## (.+)$/gm)].map(([, text]) => text);

describe('docs/errors.md', () => {
  it('explains every problem code, in the order of the table, and no other', () => {
    expect(headings('docs/errors.md')).toEqual(problemCodes);
  });

  it.each(problemCodes)('%s: names its status, a cause and a cure', (code) => {
    const text = readFileSync('docs/errors.md', 'utf8').split(`## ${code}\n`)[1]?.split('\n## ')[0];
    expect(text).toContain(`Status ${problemTable[code].status}.`);
    expect(text).toMatch(/\*\*Cause:\*\* \S.*\*\*Cure:\*\* \S/s);
  });
});

describe('docs/configuration.md', () => {
  it('lists every environment variable that a function may have, and no other', () => {
    const text = readFileSync('docs/configuration.md', 'utf8').split('<!-- variables -->')[1] ?? '';
    const documented = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    const schemas = [...Object.values(familyEnvironments), ...Object.values(workerEnvironments)];
    expect(documented.sort()).toEqual([...new Set(schemas.flatMap((schema) => Object.keys(schema.shape)))].sort());
  });
});

describe('docs/runbook.md', () => {
  it('describes, investigates and resolves under every heading', () => {
    const sections = readFileSync('docs/runbook.md', 'utf8').split(/^## /m).slice(1);
    for (const section of sections) {
      expect(section).toMatch(/\*\*Description\.\*\* \S.*\*\*Investigation\.\*\* \S.*\*\*Resolution\.\*\* \S/s);
    }
  });
});
