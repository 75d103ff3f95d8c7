import { describe, expect, it } from 'vitest';
import { bodyWithAddress, findMembers, formatMatches, readEmails } from '../../../cli/slack/match.ts';
import { RepBody } from '../../../shared/api/reps.ts';
import { aRep } from '../../support/builders/rep.ts';

const slack = {
  memberByEmail: async (email: string) =>
    email === 'kim@acme.example'
      ? ({ ok: true, value: 'U0KIM001' } as const)
      : ({ ok: false, error: 'users_not_found' } as const),
};

it('reads rep ids and e-mail addresses, and names the line that is wrong', () => {
  expect([...readEmails('kim, kim@acme.example\r\n\nlea,lea@acme.example')]).toEqual([
    ['kim', 'kim@acme.example'],
    ['lea', 'lea@acme.example'],
  ]);
  expect(() => readEmails('kim,kim@acme.example\nlea')).toThrow('Line 2: expected a rep id');
});

describe('matching', () => {
  const reps = [
    aRep(),
    aRep({ id: 'lea', addresses: { email: 'lea@acme.example' } }),
    aRep({ id: 'ann', email: 'kim@acme.example' }),
    aRep({ id: 'max', addresses: { slack: 'U0MAX001' } }),
    aRep({ id: 'old', active: false }),
    aRep({ id: 'tom' }),
  ];
  const emails = new Map(['kim', 'max', 'old'].map((rep) => [rep, `${rep}@acme.example`] as const));

  it('looks for active reps without an address in Slack, by the given e-mail or their own', async () => {
    const matches = await findMembers(reps, emails, slack);
    expect(matches.map(({ rep, found }) => [rep.id, found])).toEqual([
      ['kim', { member: 'U0KIM001' }],
      ['lea', { error: 'users_not_found' }],
      ['ann', { member: 'U0KIM001' }],
    ]);
    expect(formatMatches(matches, ['tom'])).toBe(
      '✓ kim  kim@acme.example  U0KIM001\n✗ lea  lea@acme.example  users_not_found\n✓ ann  kim@acme.example  U0KIM001\nNo e-mail address: tom',
    );
    expect(formatMatches([], [])).toBe('Every active rep has an address in Slack.');
  });

  it('saves the rep as they are, with the address, and leaves the leaves of a calendar to it', async () => {
    const typed = { from: '2026-12-24T00:00:00.000Z', until: '2026-12-27T00:00:00.000Z' };
    const leaves = [typed, { ...typed, source: 'calendar' as const }];
    const [match] = await findMembers([aRep({ reach: { order: ['webhook'] }, leaves })], emails, slack);
    const body = match && bodyWithAddress(match, 'U0KIM001');
    expect(RepBody.parse(body)).toMatchObject({
      ...{ name: 'Kim Aalto', reach: { order: ['webhook'] }, addresses: { slack: 'U0KIM001' }, leaves: [typed] },
    });
  });
});
