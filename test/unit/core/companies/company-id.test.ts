import fc from 'fast-check';
import { companyId } from '#contracts/scalars';
import { companyIdFromName } from '#core/companies/company-id';

it.each([
  ['Café Müller', 'cafe-muller-x7k2qd'],
  ["  Bob's  Burgers & Co. ", 'bob-s-burgers-co-x7k2qd'],
  ['东京商店', 'store-x7k2qd'],
  ['A name that is far too long to be an id of its own', 'a-name-that-is-far-too-long-to-x7k2qd'],
])('the id of %p is %s', (name, id) => {
  expect(companyIdFromName(name, 'randomX7K2QD')).toBe(id);
});

it('makes an id that contracts accept of any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[A-Za-z0-9]{6,20}$/), (name, random) => {
      expect(companyId.safeParse(companyIdFromName(name, random)).success).toBe(true);
    }),
  );
});
