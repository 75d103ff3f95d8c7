import { expect, it } from 'vitest';
import { countsAsTouch, DEFAULT_TOUCHED_BY } from '../../../shared/domain/plan/touched-by.ts';

const CALLS = { who: 'owner', what: [{ kind: 'call', minSeconds: 60 }] } as const;

it.each([
  [{ kind: 'call', seconds: 60 }, true],
  [{ kind: 'call', seconds: 59 }, false],
  [{ kind: 'call' }, false],
  [{ kind: 'meeting' }, false],
  [{ kind: 'fax' }, true],
])('counts %o: %s, if the plan wants calls of a minute', (contact, counts) => {
  expect(countsAsTouch(CALLS, contact)).toBe(counts);
});

it('counts every kind by default', () => {
  expect(['call', 'email_sent', 'meeting', 'reply'].every((kind) => countsAsTouch(DEFAULT_TOUCHED_BY, { kind }))).toBe(
    true,
  );
});
