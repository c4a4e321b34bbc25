import { treatedSettings } from '#core/experiments/treat-list';
import { rankRecommendations } from '#core/recommend/recommend';
import { companySettings } from '#test/support/endpoint-fakes';
import { aProduct, aRequest, aRow } from '#test/support/recommendation-fixtures';

const settings = companySettings();
const cards = ['p1', 'p2'].map((productId) => aProduct(productId));
const row = aRow('p0', {
  'bought-together': [{ productId: 'p1', score: 1, pairCount: 20, reasonText: 'Made for each other' }],
  similar: [{ productId: 'p2', score: 1, pairCount: 0 }],
});

const listUnder = ({ recommendationConfig, flags }: typeof settings) =>
  rankRecommendations(aRequest(cards, { row, config: recommendationConfig.value, flags: flags.value }));

describe('treatedSettings', () => {
  it('leaves the settings as they are where a variant changes nothing', () => {
    expect(treatedSettings(settings, {})).toEqual(settings);
  });

  it('gives a variant its own blend and variety, and touches nothing else', () => {
    const weights = { 'bought-together': 0, 'also-bought': 0, 'also-viewed': 0, similar: 1, popularity: 0 };
    const treated = treatedSettings(settings, { weights, diversity: 0 });
    expect(treated.recommendationConfig.value).toEqual({
      ...settings.recommendationConfig.value,
      weights,
      diversity: 0,
    });
    expect(treated.flags).toEqual(settings.flags);
    expect(listUnder(treated).items[0]?.productId).toBe('p2');
    expect(listUnder(settings).items[0]?.productId).toBe('p1');
  });

  it('switches the sentences of a language model on or off for a variant', () => {
    const textOf = (languageModel: boolean) =>
      listUnder(treatedSettings(settings, { languageModel })).items.find(({ productId }) => productId === 'p1')?.reason
        .text;
    expect(textOf(true)).toBe('Made for each other');
    expect(textOf(false)).not.toBe('Made for each other');
  });
});
