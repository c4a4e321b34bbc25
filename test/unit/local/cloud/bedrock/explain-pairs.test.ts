import { explainPairs, explainPairsTask } from '#local/cloud/bedrock/explain-pairs';

const pair = (id: string, source: string, candidate: string, category = 'Kitchen') => ({
  id,
  source: { title: source, category: 'Kitchen' },
  candidate: { title: candidate, category },
  evidence: { buyers: 7 },
});

it('finds the task at the end of a prompt', () => {
  const task = { task: 'explain-pairs', pairs: [pair('1', 'Mug', 'Tea')] };
  expect(explainPairsTask(`Explain these pairs.\n\n${JSON.stringify(task)}`)).toEqual(task.pairs);
  expect(explainPairsTask('Tell me a joke')).toBeUndefined();
  expect(explainPairsTask('{"task":"explain-pairs","pairs":[')).toBeUndefined();
});

it('keeps products with a short reason and vetoes what is none', () => {
  const title = 'A mug with a very long title that goes on and on and on and on and on and on';
  const answer = explainPairs([pair('1', title, 'Tea', 'Food'), pair('2', 'Mug', 'POSTAGE'), pair('3', 'Mug', 'mug ')]);
  const pairs = (answer as { pairs: { id: string; verdict: string; reason: string }[] }).pairs;
  expect(pairs.map(({ verdict }) => verdict)).toEqual(['keep', 'veto', 'veto']);
  for (const { reason } of pairs) expect(reason.length).toBeLessThanOrEqual(90);
});
