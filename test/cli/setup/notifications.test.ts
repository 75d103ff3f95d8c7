import { expect, it } from 'vitest';
import { changeNotifySecrets } from '../../../cli/setup/notifications.ts';

const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

it('makes a secret where there is none that can be shared, and keeps one', () => {
  for (const stored of ['', 'made by the stack'])
    for (const change of [undefined, 'new', 'end'] as const)
      expect(changeNotifySecrets(stored, change)).toMatch(SECRET);
  expect(changeNotifySecrets('whsec_a')).toBe('whsec_a');
  expect(changeNotifySecrets('whsec_b\nwhsec_a')).toBe('whsec_b\nwhsec_a');
});

it('puts a new secret before the former one, which it forgets in the end', () => {
  const both = changeNotifySecrets('whsec_a', 'new');
  const [newest = '', ...former] = both.split('\n');
  expect(newest).toMatch(SECRET);
  expect(former).toEqual(['whsec_a']);
  expect(() => changeNotifySecrets(both, 'new')).toThrow('--notify-secret end');
  expect(changeNotifySecrets(both, 'end')).toBe(newest);
  expect(changeNotifySecrets(newest, 'end')).toBe(newest);
});
