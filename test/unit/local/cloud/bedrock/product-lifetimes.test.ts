import { opinionPrompt } from '#core/subscriptions/opinion';
import { productLifetimes, productLifetimeTask } from '#local/cloud/bedrock/product-lifetimes';

it('finds the task at the end of a prompt, and no other', () => {
  const { user } = opinionPrompt([{ title: 'Green tea', category: 'Drinks' }]);
  expect(productLifetimeTask(user)).toEqual([{ id: 'p1', title: 'Green tea', category: 'Drinks' }]);
  expect(productLifetimeTask('Tell me a joke')).toBeUndefined();
  expect(productLifetimeTask('{"task":"product-lifetime","products":[')).toBeUndefined();
});

it('gives the same products the same days, and null to what is not used up', () => {
  const products = [
    { id: 'p1', title: 'Green tea', category: 'Drinks' },
    { id: 'p2', title: 'Beans', category: 'Coffee' },
    { id: 'p3', title: 'Oak table', category: 'Furniture' },
  ];
  const answer = {
    products: [
      { id: 'p1', daysPerUnit: 30 },
      { id: 'p2', daysPerUnit: 14 },
      { id: 'p3', daysPerUnit: null },
    ],
  };
  expect(productLifetimes(products)).toEqual(answer);
});
