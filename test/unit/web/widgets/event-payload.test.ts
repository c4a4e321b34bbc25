import { recordAddToCart, recordClick, recordImpression, recordView } from '#contracts/api/events';
import {
  addToCartPayload,
  clickPayload,
  impressionPayload,
  viewPayload,
} from '../../../../web/widgets/src/event-payload.ts';

const visit = {
  sessionId: 'a-session-id',
  consent: { analytics: true },
  url: 'https://shop.example/p/1',
  locale: 'en-GB',
};
const stamp = { eventId: '0d9c3f0e-4b5f-4e0e-9a55-2f1f1c8f7c11', occurredAt: '2026-11-20T10:00:00.000Z' };

const item = (productId: string, position: number) => ({
  productId,
  title: productId,
  url: null,
  imageUrl: null,
  price: { amount: 100, currency: 'GBP' },
  position,
  score: 1,
  relation: 'similar',
  reason: { code: 'similar', text: 'Similar', evidence: {} },
  token: `token-of-${productId}`,
});

/** The wire form: `undefined` members do not travel. */
const onTheWire = (payload: object): unknown => JSON.parse(JSON.stringify(payload));

describe('event payloads', () => {
  it('keep the contracts of their endpoints', () => {
    const list = { recommendationId: 'r-1', explored: true };
    const payloads = [
      [recordView, viewPayload('p1', visit, stamp)],
      [recordImpression, impressionPayload(list, [item('p2', 0), item('p3', 1)], visit, stamp)],
      [recordClick, clickPayload(list, item('p2', 0), visit, stamp)],
      [recordAddToCart, addToCartPayload({ productId: 'p2', quantity: 2 }, visit, stamp)],
    ] as const;
    for (const [operation, payload] of payloads) {
      expect(operation.body?.safeParse(onTheWire(payload))).toMatchObject({ success: true });
    }
  });

  it('say when they were sent, so that the server can put the clock of the device right', () => {
    expect(viewPayload('p1', visit, stamp)).toMatchObject({ sentAt: stamp.occurredAt });
  });

  it('credit a click to the clicked item', () => {
    expect(clickPayload({ recommendationId: 'r-1' }, item('p3', 4), visit, stamp)).toMatchObject({
      productId: 'p3',
      token: 'token-of-p3',
      recommendationId: 'r-1',
      position: 4,
    });
  });

  it('name every product of an impression', () => {
    const list = { recommendationId: 'r-1', explored: false };
    const payload = impressionPayload(list, [item('p2', 3), item('p3', 4)], visit, stamp);
    expect(payload).toMatchObject({ productIds: ['p2', 'p3'], token: 'token-of-p2', position: 3 });
    expect(payload).not.toHaveProperty('tokens');
  });

  it('prove every place of an explored list', () => {
    const list = { recommendationId: 'r-1', explored: true };
    const payload = impressionPayload(list, [item('p2', 3), item('p3', 4)], visit, stamp);
    expect(payload).toMatchObject({ tokens: ['token-of-p2', 'token-of-p3'] });
  });

  it('carry the consent when somebody was asked, and no consent member when nobody was', () => {
    expect(viewPayload('p1', { ...visit, consent: { analytics: false } }, stamp)).toMatchObject({
      consent: { analytics: false },
    });
    expect(viewPayload('p1', { ...visit, consent: {} }, stamp)).not.toHaveProperty('consent');
  });
});
