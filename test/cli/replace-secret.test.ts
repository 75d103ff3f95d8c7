import { expect, it } from 'vitest';
import { withNewSecret, withoutFormerSecret } from '../../cli/replace-secret.ts';

const ABOUT = { name: 'the provider', end: 'baton enrichment rotate --end' };

it('puts a new value before the one that is there, which is forgotten in the end', () => {
  const both = withNewSecret('old', 'new', ABOUT);
  expect(both).toBe('new\nold');
  expect(withoutFormerSecret(both)).toBe('new');
  expect(withoutFormerSecret('new')).toBe('new');
  expect(withNewSecret('', 'new', ABOUT)).toBe('new');
});

it('refuses a third value and says what to type, without a secret', () => {
  expect(() => withNewSecret('new\nold', 'newer', ABOUT)).toThrow(
    'The secret of the provider is being replaced already. End that first: baton enrichment rotate --end',
  );
});
