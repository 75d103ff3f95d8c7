import { expect, it } from 'vitest';
import { contactKeysOf } from '../../../shared/domain/privacy/do-not-contact.ts';

it('looks a lead up by its own keys, and one from before there was a list by its person alone', () => {
  expect(contactKeysOf({ contactKeys: ['a', 'b'], personKey: 'c' })).toEqual(['a', 'b']);
  expect(contactKeysOf({ personKey: 'c' })).toEqual(['c']);
  expect(contactKeysOf({})).toEqual([]);
});
