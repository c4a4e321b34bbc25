import { readFileSync } from 'node:fs';
import { ruleReference } from '#scripts/rule-reference/rule-reference';

it('docs/rules.md says what the declarations say (node scripts/generate-rule-reference.ts)', () => {
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(ruleReference());
});
