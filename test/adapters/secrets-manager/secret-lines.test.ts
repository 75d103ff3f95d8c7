import { expect, it } from 'vitest';
import { parseSecretLines } from '../../../shared/adapters/secrets-manager/secret-lines.ts';

it('reads one secret, or two while one is replaced', () => {
  expect(parseSecretLines('whsec_a')).toEqual(['whsec_a']);
  expect(parseSecretLines('')).toEqual(['']);
  expect(parseSecretLines('whsec_b\nwhsec_a\n')).toEqual(['whsec_b', 'whsec_a']);
});
