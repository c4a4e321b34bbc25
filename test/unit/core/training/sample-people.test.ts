import fc from 'fast-check';
import { samplePeople } from '#core/training/sample-people';

const keys = Array.from({ length: 20_000 }, (_, number) => `customer-${number}`);

describe('samplePeople', () => {
  it('holds everybody at a share of 1', () => {
    const { hasOrder, hasEvent } = samplePeople(1);
    expect(keys.every((key) => hasOrder({ orderId: key }) && hasEvent({ sessionId: key }))).toBe(true);
  });

  it.each([0.05, 0.3, 0.8])('holds about the share %d of people', (share) => {
    const { hasOrder } = samplePeople(share);
    const held = keys.filter((customerId) => hasOrder({ orderId: 'o', customerId })).length;
    // Six standard deviations of a fair draw.
    const tolerance = 6 * Math.sqrt(keys.length * share * (1 - share));
    expect(Math.abs(held - keys.length * share)).toBeLessThan(tolerance);
  });

  it('holds all orders of a person or none, and never loses somebody when the share grows', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.string(), fc.string(), fc.string(), (a, b, customerId, one, other) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)].map(samplePeople);
        const isIn = small!.hasOrder({ orderId: one, customerId });
        expect(small!.hasOrder({ orderId: other, customerId })).toBe(isIn);
        if (isIn) expect(large!.hasOrder({ orderId: one, customerId })).toBe(true);
      }),
    );
  });
});
