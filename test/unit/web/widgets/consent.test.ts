import { readConsent } from '../../../../web/widgets/src/consent.ts';

describe('readConsent', () => {
  it('says nothing when nobody was asked and the browser sends no signal', () => {
    expect(readConsent(null, {})).toEqual({});
    expect(readConsent('', { doNotTrack: '0' })).toEqual({});
  });

  it('refuses every purpose that the attribute does not name', () => {
    expect(readConsent('analytics, Personalization', {})).toEqual({
      analytics: true,
      marketing: false,
      personalization: true,
      saleOfData: false,
    });
    expect(Object.values(readConsent('none', {}))).toEqual([false, false, false, false]);
    expect(Object.values(readConsent('all', {}))).toEqual([true, true, true, true]);
  });

  it('lets the browser refuse what the page says was granted', () => {
    expect(readConsent('all', { globalPrivacyControl: true })).toMatchObject({ saleOfData: false, marketing: false });
    expect(readConsent('all', { doNotTrack: '1' })).toMatchObject({ analytics: false, personalization: true });
  });

  it('never takes a refusal back', () => {
    expect(readConsent('none', { globalPrivacyControl: false, doNotTrack: '0' })).toMatchObject({ analytics: false });
  });
});
