import { expect, it } from 'vitest';
import { parseNotifySecrets } from '../../../shared/adapters/secrets-manager/notify-secret.ts';

it('reads one secret, or two while one is replaced', () => {
  expect(parseNotifySecrets('whsec_a')).toEqual(['whsec_a']);
  expect(parseNotifySecrets('whsec_b\nwhsec_a\n')).toEqual(['whsec_b', 'whsec_a']);
});
