import { describe, expect, test } from 'vitest';
import { read } from './read-fields.ts';

describe('the content hash', () => {
  const FIRST: readonly (readonly [string, string])[] = [
    ['email', 'ada@acme.example'],
    ['country', 'DE'],
    ['company', 'Acme'],
    ['employees', '50'],
    ['message', 'Hello'],
    ['topic', 'sales'],
    ['id', '1'],
    ['submitted_at', '2026-11-21T20:12:00Z'],
    ['attempt', '1'],
    ['meta.timestamp', '1795291920'],
    ['request_id', 'a'],
  ];
  const hashOf = (fields: typeof FIRST) => read(fields).dedupe.contentHash;
  const changed = (name: string, value: string) =>
    FIRST.map(([known, was]) => [known, known === name ? value : was] as const);

  test.each(['id', 'submitted_at', 'attempt', 'meta.timestamp', 'request_id'])(
    'stays the same when only %s changes',
    (name) => {
      const value = name === 'submitted_at' ? '2026-11-21T21:12:00Z' : '2';
      expect(hashOf(changed(name, value))).toBe(hashOf(FIRST));
    },
  );

  test('stays the same when the fields are in another order', () => {
    expect(hashOf(FIRST.toReversed())).toBe(hashOf(FIRST));
  });

  test.each(['email', 'country', 'message'])('changes with %s', (name) => {
    expect(hashOf(changed(name, 'other'))).not.toBe(hashOf(FIRST));
  });

  test('changes with the kind of touchpoint, with test and with the source', () => {
    const hashes = [
      hashOf(FIRST),
      hashOf([...FIRST, ['touch', 'pricing_page']]),
      hashOf([...FIRST, ['test', 'true']]),
      read(FIRST, { source: 'other-form' }).dedupe.contentHash,
    ];
    expect(new Set(hashes).size).toBe(4);
  });

  test('covers names and values, so that text cannot be shifted between fields', () => {
    expect(
      hashOf([
        ['a', 'b","c'],
        ['d', 'e'],
      ]),
    ).not.toBe(
      hashOf([
        ['a', 'b'],
        ['c', 'e'],
      ]),
    );
  });
});
