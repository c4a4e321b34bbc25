import fc from 'fast-check';
import { timeOrder } from '#core/training/time-order';

const later = (a: number, b: number): number => b - a;

describe('timeOrder', () => {
  it('orders as a comparison of times does, and equal times as it is told', () => {
    const few = fc.integer({ min: -3, max: 3 });
    const any = fc.integer({ min: -62_000_000_000_000, max: 8_000_000_000_000 });
    fc.assert(
      fc.property(fc.array(fc.oneof(few, any), { maxLength: 60 }), (times) => {
        const expected = [...times.keys()].sort((a, b) => times[a]! - times[b]! || later(a, b));
        expect([...timeOrder(Float64Array.from(times), later)]).toEqual(expected);
      }),
    );
  });

  it('orders many times of a few moments, and one that is far from all others', () => {
    const times = Array.from({ length: 2000 }, (_, index) => (index === 77 ? -8_000_000_000_000 : (index * 7919) % 50));
    const expected = [...times.keys()].sort((a, b) => times[a]! - times[b]! || later(a, b));
    expect([...timeOrder(Float64Array.from(times), later)]).toEqual(expected);
  });

  it('has nothing to order without times', () => {
    expect(timeOrder(new Float64Array(0), later)).toHaveLength(0);
  });
});
