import { expect, it } from '@jest/globals';
import { differenceOf } from '../../src/kernel/difference.ts';

it('tells of something new all that is known of it', () => {
  expect(differenceOf(null, { name: 'Mug', category: null, price: undefined, tags: [] })).toEqual({
    fields: ['name', 'tags'],
    before: null,
    after: { name: 'Mug', tags: [] },
  });
});

it('tells of a change what was and what is, of the fields that differ in value', () => {
  const before = { name: 'Mug', price: { amount: '8.50' }, at: new Date(0), category: 'Kitchen' };
  const after = { name: 'Mug', price: { amount: '9.00' }, at: new Date(0), category: null };

  expect(differenceOf<object>(before, after)).toEqual({
    fields: ['price', 'category'],
    before: { price: { amount: '8.50' }, category: 'Kitchen' },
    after: { price: { amount: '9.00' }, category: null },
  });
});

it('names personal fields and copies nothing of them', () => {
  const before = { name: 'Aino', email: 'a@example.fi', phone: '+358401234567' };
  const after = { name: 'Aino', email: 'b@example.fi', phone: '+358401234567' };

  expect(differenceOf(before, after, ['email', 'phone'])).toEqual({
    fields: ['email'],
    before: {},
    after: {},
  });
});

it('finds no fields in what is the same', () => {
  expect(differenceOf({ tags: ['a'] }, { tags: ['a'] })).toEqual({ fields: [], before: {}, after: {} });
});
