import fc from 'fast-check';
import { type ApiKey, parseApiKey, secretMatches } from '#core/companies/api-key';
import { issueApiKey, mayIssue, mostLiveKeys } from '#core/companies/issue-api-key';

const parts = {
  companyId: fc.stringMatching(/^[a-z0-9][a-z0-9-]{2,39}$/),
  keyId: fc.stringMatching(/^[A-Za-z0-9]{8,32}$/),
  secret: fc.stringMatching(/^[A-Za-z0-9]{43}$/),
};

const keyWith = (revokesAt: string | null): ApiKey => ({
  keyId: 'KEY00001',
  kind: 'secret',
  label: '',
  display: '',
  createdAt: '2026-11-20T10:00:00.000Z',
  revokesAt,
});

describe('an issued key', () => {
  it('reads back as what it was made of, and its secret matches its hash alone', () => {
    fc.assert(
      fc.property(fc.record(parts), fc.constantFrom('publishable', 'secret'), ({ companyId, keyId, secret }, kind) => {
        const issued = issueApiKey({ companyId, keyId, secret, kind, label: '', now: '2026-11-20T10:00:00.000Z' });
        const parsed = parseApiKey(issued.text);
        expect(parsed).toEqual({ kind, companyId, keyId, ...(kind === 'secret' ? { secret } : {}) });
        expect(issued.hash !== undefined && secretMatches(secret, issued.hash)).toBe(kind === 'secret');
        expect(JSON.stringify(issued.apiKey).includes(secret)).toBe(false);
      }),
    );
  });
});

describe('the limit of keys', () => {
  it('counts keys without an end; rotated and revoked ones make room', () => {
    const live = Array.from({ length: mostLiveKeys }, () => keyWith(null));
    expect(mayIssue(live)).toBe(false);
    expect(mayIssue([...live.slice(1), keyWith('2099-01-01T00:00:00.000Z')])).toBe(true);
  });
});
