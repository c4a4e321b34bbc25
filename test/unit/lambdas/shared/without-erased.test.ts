import { quarantineEvent } from '#core/quarantine/quarantine-event';
import { rejectedWithoutErased, withoutErased } from '#lambdas/shared/without-erased';
import { testCompanyId as companyId, testNow } from '#test/support/endpoint-fakes';
import { memoryErasedPeople } from '#test/support/memory-erased-people';
import { view } from '#test/support/planted-shop';

const place = { sequenceNumber: '1', shardId: 'shardId-000000000000' };

const erasedJane = () => {
  const erased = memoryErasedPeople();
  erased.customerIds.add('jane');
  erased.sessionIds.add('s1');
  return erased;
};

it('events of erased customers and sessions are passed over, company by company; others keep their order', async () => {
  const record = (sessionId: string, customerId?: string) => {
    const event = { ...view(1, 'p1', testNow), sessionId, customerId };
    return { ...place, recordType: 'view', event } as const;
  };
  const [kept, alsoKept] = [record('s1', 'john'), record('s2')];
  const all = [record('s2', 'jane'), kept, record('s1'), alsoKept];
  expect(await withoutErased(erasedJane(), all)).toEqual([kept, alsoKept]);
});

it('failed events that name erased people are not kept, whatever their form; what is no JSON names nobody', async () => {
  const failed = (value: unknown) => ({
    ...place,
    rejection: quarantineEvent({
      companyId,
      source: 'segment',
      value,
      faults: [{ pointer: '', code: 'required', message: 'is needed' }],
      receivedAt: testNow,
      isBot: false,
    }),
  });
  const kept = [
    failed({ userId: 'john', context: { sessionId: 's1' } }),
    failed('no JSON'),
    failed({ productId: 'jane' }),
  ];
  const gone = [failed({ userId: 'jane' }), failed({ anonymousId: 'jane' }), failed({ context: { sessionId: 's1' } })];
  expect(await rejectedWithoutErased(erasedJane(), companyId, [...gone, ...kept])).toEqual(kept);
});
