/** Writes `docs/rules.md` from the declarations of conditions and offers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleReference } from '#scripts/rule-reference/rule-reference';

writeFileSync(join(import.meta.dirname, '..', 'docs', 'rules.md'), ruleReference());
console.log('docs/rules.md written.');
