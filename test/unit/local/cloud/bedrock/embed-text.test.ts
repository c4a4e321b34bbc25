import { embedText } from '#local/cloud/bedrock/embed-text';

const vectorOf = (inputText: string, dimensions = 256): number[] =>
  (embedText({ inputText, dimensions, normalize: true }) as { embedding: number[] }).embedding;

const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

it('gives the same text the same vector, of length 1 and as many dimensions as asked for', () => {
  const vector = vectorOf('Moss teapot');
  expect(vector).toEqual(vectorOf('moss  TEAPOT'));
  expect(vector).toHaveLength(256);
  expect(cosine(vector, vector)).toBeCloseTo(1, 12);
  expect(embedText({ inputText: '' })).toMatchObject({ inputTextTokenCount: 0 });
});

it('puts texts that share words closer than those that do not', () => {
  const teapot = vectorOf('Moss teapot large');
  expect(cosine(teapot, vectorOf('Moss teapot small'))).toBeGreaterThan(cosine(teapot, vectorOf('Red doormat')) + 0.3);
});
