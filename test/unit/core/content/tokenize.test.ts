import { characterTrigrams, words } from '#core/content/tokenize';

it.each([
  ["PAPER CHAIN KIT 50'S CHRISTMAS", ['paper', 'chain', 'kit', '50', 's', 'christma']],
  ['Crème brûlée dishes, set of 2', ['creme', 'brulee', 'dish', 'set', '2']],
  ['Candles and BOXES for berries', ['candle', 'box', 'berry']],
  ['Glass ties bus', ['glass', 'tie', 'bus']],
  ['緑茶 чай चाय が', ['緑茶', 'чай', 'चाय', 'が']],
  ['— ! —', []],
])('%j has the words %j', (text, expected) => expect(words(text)).toEqual(expected));

it('cuts words into overlapping threes with their edges', () => {
  expect(characterTrigrams('Tea A1')).toEqual(['_te', 'tea', 'ea_', '_a1', 'a1_']);
  expect(characterTrigrams('x')).toEqual(['_x_']);
  expect(characterTrigrams('')).toEqual([]);
});
