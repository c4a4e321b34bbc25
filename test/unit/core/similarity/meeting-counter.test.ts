import fc from 'fast-check';
import { MeetingCounter } from '#core/similarity/meeting-counter';
import { invertLog } from '#core/similarity/postings';
import { aLog } from '#test/support/recommendation-fixtures';

it('counts each group once for each pair, however often an item repeats in it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 6 }), { maxLength: 12 }), (groups) => {
      const log = aLog(6, groups);
      const counter = new MeetingCounter(log, invertLog(log));
      for (let source = 0; source < 6; source += 1) {
        const counted = counter.of(source);
        for (let other = 0; other < 6; other += 1) {
          const both = groups.filter((group) => group.includes(source) && group.includes(other)).length;
          expect(counted.get(other) ?? 0).toBe(other === source ? 0 : both);
        }
      }
    }),
  );
});
