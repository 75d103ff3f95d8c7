import { expect, it } from 'vitest';
import { addSeconds } from '../../../shared/domain/instant.ts';
import { canSendDigest, type Digest, managerMailId } from '../../../shared/domain/notifications/digest.ts';
import { MONDAY } from '../../support/builders/moment.ts';

const aDigest = (status: Digest['status']): Digest => ({ id: 'd', kind: 'morning', to: 'kim', status, at: MONDAY });

it.each([
  ['sent', false],
  ['empty', false],
  ['bounced', false],
  ['failing', true],
  ['sending', false],
] as const)('a digest that is %s may be sent: %s', (status, may) => {
  expect(canSendDigest(aDigest(status), MONDAY)).toBe(may);
});

it('a digest whose sender crashed may be sent once no function can still be running', () => {
  expect(canSendDigest(aDigest('sending'), addSeconds(MONDAY, 89))).toBe(false);
  expect(canSendDigest(aDigest('sending'), addSeconds(MONDAY, 90))).toBe(true);
  expect(canSendDigest(undefined, MONDAY)).toBe(true);
});

it('a mail has one id for each person, kind and day', () => {
  const ids = [
    managerMailId('morning', 'kim', '2026-11-23'),
    managerMailId('morning', 'kim', '2026-11-24'),
    managerMailId('morning', 'lea', '2026-11-23'),
    managerMailId('weekly', 'kim', '2026-11-23'),
  ];
  expect(new Set(ids).size).toBe(4);
});
