import fc from 'fast-check';
import { EvidenceCounter } from '#core/similarity/pair-evidence';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

it('counts groups and people exactly as a naive recount of the raw groups', () => {
  const itemCount = 5;
  const group = fc.tuple(fc.array(fc.nat(itemCount - 1), { minLength: 1, maxLength: 6 }), fc.nat(6));
  fc.assert(
    fc.property(fc.array(group, { maxLength: 30 }), (groups) => {
      const log = aLog(
        itemCount,
        groups.map(([items]) => items),
        groups.map(([, person]) => person),
      );
      const counter = new EvidenceCounter(log, invertLog(log));
      const candidates = Int32Array.from([4, 1, 2]);
      for (const source of [0, 3]) {
        const { counts, fewPeople } = counter.count(source, candidates);
        candidates.forEach((candidate, slot) => {
          const both = groups.filter(([items]) => items.includes(source) && items.includes(candidate));
          expect(counts[slot]).toBe(both.length);
          expect(fewPeople[slot]).toBe(new Set(both.map(([, person]) => person)).size < 5 ? 1 : 0);
        });
      }
    }),
  );
});
