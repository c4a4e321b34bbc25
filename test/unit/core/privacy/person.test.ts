import fc from 'fast-check';
import { isOfErased, namesErased, personHash } from '#core/privacy/erased';
import { idsNamedIn, isOfPerson, mentions, namesPerson } from '#core/privacy/person';

const jane = { customerId: 'jane', sessionIds: new Set(['s1', 's2']) };

describe('whose a record is', () => {
  it.each([
    ['the customer’s own', { customerId: 'jane', sessionId: 'elsewhere' }, true],
    ['of a session in which the customer was signed in', { sessionId: 's1' }, true],
    ['of another customer in such a session', { customerId: 'john', sessionId: 's1' }, false],
    ['of another session', { sessionId: 's3' }, false],
    ['of nobody', {}, false],
  ])('%s', (_whose, record, expected) => {
    expect(isOfPerson(record, jane)).toBe(expected);
    expect(isOfErased(record, { customerIds: new Set(['jane']), sessionIds: jane.sessionIds })).toBe(expected);
  });

  it.each([
    ['a customer id deep inside', { a: [{ traits: { user_id: 'jane' } }] }, true],
    ['a number for an id', { customerId: 17 }, false],
    ['the user in place of the session', { anonymousId: 'jane' }, true],
    ['a session under another name', { context: { sessionId: 's2' } }, true],
    ['another customer in the session', { userId: 'john', context: { sessionId: 's2' } }, false],
    ['the id as something else', { productId: 'jane' }, false],
    ['no object', 'jane', false],
  ])('in a record that nobody checked: %s', (_what, record, expected) => {
    expect(namesPerson(record, jane)).toBe(expected);
    expect(namesErased(record, { customerIds: new Set(['jane']), sessionIds: jane.sessionIds })).toBe(expected);
  });

  it('of a session that was erased, though its customer is not asked about', () => {
    expect(namesErased({ sessionId: 's1' }, { customerIds: new Set(), sessionIds: new Set(['s1']) })).toBe(true);
    expect(namesErased({ sessionId: 's9' }, { customerIds: new Set(), sessionIds: new Set(['s1']) })).toBe(false);
    expect(namesErased({ userId: '' }, { customerIds: new Set(), sessionIds: new Set() })).toBe(false);
  });

  it('takes numbers for ids, as spreadsheets and trackers send them', () => {
    expect(idsNamedIn([{ userId: 17850 }, { sessionId: 's' }])).toEqual({
      customerIds: new Set(['17850']),
      sessionIds: new Set(['s']),
    });
  });
});

describe('an id in a text', () => {
  it.each([
    ['a,17850,b', true],
    ['17850.0', true],
    ['"17850"', true],
    ['178501', false],
    ['x17850', false],
    ['178501 17850', true],
    ['', false],
  ])('%s', (text, expected) => {
    expect(mentions(text, '17850')).toBe(expected);
  });

  it('is found wherever it stands between other characters', () => {
    const id = fc.stringMatching(/^[a-z0-9@.]{1,12}$/);
    fc.assert(
      fc.property(fc.string(), id, fc.string(), (before, given, after) => {
        expect(mentions(`${before} ${given} ${after}`, given)).toBe(true);
      }),
    );
  });
});

describe('the hash of a person', () => {
  it('differs by salt, kind and id, and tells none of them', () => {
    const hashes = [
      personHash('salt-1', 'customer', 'jane'),
      personHash('salt-2', 'customer', 'jane'),
      personHash('salt-1', 'session', 'jane'),
      personHash('salt-1', 'customer', 'john'),
    ];
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[\w-]{22}$/);
    expect(personHash('salt-1', 'customer', 'jane')).toBe(hashes[0]);
  });
});
