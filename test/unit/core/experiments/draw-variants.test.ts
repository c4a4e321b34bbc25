import type { Cart } from '#core/carts/cart';
import { assignVariant } from '#core/experiments/assign-variant';
import { drawVariants } from '#core/experiments/draw-variants';
import { ruleFacts, strangerFacts } from '#core/rules/rule-facts';
import { anExperiment, experimentsNow } from '#test/support/experiment-fixtures';
import { aCart } from '#test/support/offer-fixtures';

const factsOf = (overrides: Partial<Cart> = {}) =>
  ruleFacts({
    cart: aCart([['a', 1]], overrides),
    currency: 'EUR',
    totalAmount: 0,
    shopper: strangerFacts,
    cards: new Map(),
    now: experimentsNow,
    timeZone: 'UTC',
  });

describe('drawVariants', () => {
  it('draws by the session, or by the customer where the experiment says so', () => {
    const bySession = anExperiment('e1');
    const byCustomer = anExperiment('e2', { unit: 'customer' });
    const facts = factsOf({ sessionId: 's7', customerId: 'c7' });
    expect(drawVariants([byCustomer, bySession], facts)).toEqual({
      e1: assignVariant(bySession, 's7'),
      e2: assignVariant(byCustomer, 'c7'),
    });
  });

  it('gives a stranger no variant of an experiment on customers, nor a cart without a session one on sessions', () => {
    expect(drawVariants([anExperiment('e2', { unit: 'customer' })], factsOf())).toEqual({});
    expect(drawVariants([anExperiment('e1')], factsOf({ sessionId: undefined }))).toEqual({});
  });

  it('does not let a page choose the variant of a running experiment, but leaves what it says of others', () => {
    const context = { variants: { e1: 'treatment', foreign: 'blue' } };
    const sessions = ['s1', 's2', 's3', 's4', 's5', 's6'];
    for (const sessionId of sessions) {
      const variants = drawVariants([anExperiment('e1')], factsOf({ sessionId, context }));
      expect(variants).toEqual({ e1: assignVariant(anExperiment('e1'), sessionId), foreign: 'blue' });
    }
    const none = drawVariants([anExperiment('e1', { trafficBasisPoints: 0 })], factsOf({ context }));
    expect(none).toEqual({ foreign: 'blue' });
  });

  it('leaves out whom the targeting does not mean', () => {
    const targeting = { type: 'device', devices: ['mobile'] } as const;
    const experiment = anExperiment('e1', { targeting });
    expect(drawVariants([experiment], factsOf({ context: { device: 'desktop' } }))).toEqual({});
    expect(Object.keys(drawVariants([experiment], factsOf({ context: { device: 'mobile' } })))).toEqual(['e1']);
  });
});
