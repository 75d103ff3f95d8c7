import { expect, test } from 'vitest';
import { hashPersonKey } from '../../../shared/adapters/crypto/person-key.ts';

test('is HMAC-SHA256 in hex, so that other systems can compute it', () => {
  expect(hashPersonKey('key', 'The quick brown fox jumps over the lazy dog')).toBe(
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  );
});

test('differs by person and by secret', () => {
  const key = hashPersonKey('s3cret', 'email:ada@acme.example');
  expect(hashPersonKey('s3cret', 'email:grace@acme.example')).not.toBe(key);
  expect(hashPersonKey('other', 'email:ada@acme.example')).not.toBe(key);
  expect(hashPersonKey('s3cret', 'email:ada@acme.example')).toBe(key);
});
