import { recordOfferImpressions } from '#contracts/api/upsell-impressions';
import { parseRequest } from '#lambdas/shared/parse-request';
import type { ProblemError } from '#lambdas/shared/problem';
import { httpEvent } from '#test/support/http-event';

const impression = {
  eventId: 'event-0001',
  occurredAt: '2026-03-01T12:00:00.000Z',
  sessionId: 's1',
  token: 'a-token',
};

const faultsOf = (body: unknown): string[] => {
  try {
    parseRequest(recordOfferImpressions, httpEvent(recordOfferImpressions, { body }));
    return [];
  } catch (error) {
    return (error as ProblemError).fieldErrors.map(({ pointer }) => pointer);
  }
};

const { token: _, ...withoutToken } = impression;

describe('a body that may take two forms', () => {
  it('is taken in either', () => {
    expect([faultsOf(impression), faultsOf({ impressions: [impression] })]).toEqual([[], []]);
  });

  it.each([
    ['a member is missing', withoutToken, ['/body/token']],
    ['a member is wrong', { ...impression, token: 5 }, ['/body/token']],
    ['one is missing and one is wrong', { ...withoutToken, sessionId: 7 }, ['/body/sessionId', '/body/token']],
    ['the list is empty', { impressions: [] }, ['/body/impressions']],
    ['the list is none', { impressions: 'all' }, ['/body/impressions']],
  ])('names the fields of the form that was meant when %s', (_, body, pointers) => {
    expect(faultsOf(body)).toEqual(pointers);
  });
});
