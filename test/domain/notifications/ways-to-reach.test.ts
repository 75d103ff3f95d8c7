import { describe, expect, it } from 'vitest';
import { waysToReach } from '../../../shared/domain/notifications/ways-to-reach.ts';

const CHANNELS = ['slack', 'email', 'webhook'] as const;
const ALL = { slack: 'U1', email: 'kim@acme.example', webhook: 'https://hooks.acme.example/kim' };
const SHARED = { channel: 'webhook', address: 'https://hooks.acme.example/everybody' } as const;
const channelsOf = (person: Parameters<typeof waysToReach>[0], shared?: typeof SHARED) =>
  waysToReach(person, { channels: CHANNELS, ...(shared && { shared }) }).map(({ channel }) => channel);

describe('the ways to reach a person', () => {
  it('are those with an address, best first', () => {
    expect(channelsOf({ addresses: ALL })).toEqual(['slack', 'email', 'webhook']);
    expect(channelsOf({ addresses: { email: ALL.email } })).toEqual(['email']);
    expect(channelsOf({})).toEqual([]);
    expect(channelsOf(undefined)).toEqual([]);
  });

  it('begin with those the person prefers', () => {
    expect(channelsOf({ addresses: ALL, reach: { order: ['webhook', 'email'] } })).toEqual([
      'webhook',
      'email',
      'slack',
    ]);
    expect(channelsOf({ addresses: ALL, reach: { order: ['pager', 'email'] } })).toEqual(['email', 'slack', 'webhook']);
  });

  it('include mails at the e-mail address of the sign-in for those who prefer mails or want a digest, and no others', () => {
    const email = 'kim@north.example';
    const ways = (person: Parameters<typeof waysToReach>[0]) => waysToReach(person, { channels: CHANNELS });
    expect(ways({ email })).toEqual([]);
    expect(ways({ email, reach: { order: ['email'] } })).toEqual([{ channel: 'email', address: email }]);
    expect(ways({ email, reach: { digest: '08:30' } })).toEqual([{ channel: 'email', address: email }]);
    expect(ways({ email, addresses: ALL, reach: { order: ['email'] } })[0]?.address).toBe(ALL.email);
  });

  it("end with the environment's address, unless it is the person's own", () => {
    expect(waysToReach({ addresses: { slack: 'U1' } }, { channels: CHANNELS, shared: SHARED })).toEqual([
      { channel: 'slack', address: 'U1' },
      { ...SHARED, isShared: true },
    ]);
    expect(channelsOf(undefined, SHARED)).toEqual(['webhook']);
    expect(channelsOf({ addresses: { webhook: SHARED.address } }, SHARED)).toEqual(['webhook']);
  });
});
