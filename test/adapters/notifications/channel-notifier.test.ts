import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { InMemorySettingsStore } from '../../../shared/adapters/in-memory/in-memory-settings-store.ts';
import { ChannelNotifier } from '../../../shared/adapters/notifications/channel-notifier.ts';
import type { ChannelSender, SendResult } from '../../../shared/channels/channel-sender.ts';
import type { Notification } from '../../../shared/ports/notifier.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

const OWN = 'https://hooks.acme.example/kim';
const SHARED = 'https://hooks.acme.example/everybody';
const LEAD = aLead('assigned');
const NOTICE: Notification = { id: 'n1', occasion: 'assigned', to: 'kim', lead: LEAD, history: [], links: {} };

describe('the notifier', () => {
  let notices: InMemoryNoticeStore;
  let tried: string[];
  let notReached: string[];
  let unavailable: string[];
  let zones: Set<string | undefined>;
  beforeEach(() => {
    notices = new InMemoryNoticeStore();
    tried = [];
    notReached = [];
    unavailable = [];
    zones = new Set();
  });

  /** Creates a notifier to Kim, whose channel answers by address; an address without an answer does not work. */
  async function makeNotifier(
    given: { readonly own?: string; readonly shared?: string },
    answers: Readonly<Record<string, SendResult>> = {},
  ) {
    const { reps } = createInMemoryDeps();
    const settings = new InMemorySettingsStore();
    if (given.shared !== undefined) await settings.save('notify', { url: given.shared });
    await saveReps(reps, aRep(given.own === undefined ? {} : { addresses: { webhook: given.own } }));
    const sender: ChannelSender = async (_, { address, zone }) => {
      tried.push(address);
      zones.add(zone);
      const answer = answers[address];
      if (answer) return answer;
      throw new Error('no answer');
    };
    const onNotReached = ({ to }: Pick<Notification, 'to'>) => void notReached.push(to);
    return new ChannelNotifier({
      reps,
      settings,
      notices,
      senders: { slack: sender, webhook: sender, email: sender },
      onNotReached,
      onUnavailable: (_, error) => void unavailable.push(String(error)),
    });
  }

  const noticeOf = async () => (await notices.list(LEAD.id))[0];

  it('sends to the address of the person, and keeps what became of it', async () => {
    const sent = { outcome: 'sent', reference: 'message-1' } as const;
    const notifier = await makeNotifier({ own: OWN, shared: SHARED }, { [OWN]: sent });
    expect(await notifier.send(NOTICE, MONDAY)).toBe('sent');
    expect(tried).toEqual([OWN]);
    expect([...zones]).toEqual(['Europe/Berlin']);
    expect(await noticeOf()).toEqual({
      ...{ id: 'n1', lead: LEAD.id, to: 'kim', occasion: 'assigned', status: 'sent', at: MONDAY },
      attempts: [{ channel: 'webhook', at: MONDAY, outcome: 'sent' }],
      reference: 'message-1',
    });
  });

  it.each([['kim'], ['somebody unknown']])("sends to the environment's address for %s without one", async (to) => {
    const notifier = await makeNotifier({ shared: SHARED }, { [SHARED]: { outcome: 'sent' } });
    expect(await notifier.send({ ...NOTICE, to }, MONDAY)).toBe('sent');
    expect(tried).toEqual([SHARED]);
  });

  it.each([
    ['does not answer', {}, 'unavailable'],
    ['refuses', { [OWN]: { outcome: 'refused', because: 'gone' } }, 'refused'],
  ] as const)('goes on to the next address when one %s', async (_, answers, outcome) => {
    const notifier = await makeNotifier({ own: OWN, shared: SHARED }, { ...answers, [SHARED]: { outcome: 'sent' } });
    expect(await notifier.send(NOTICE, MONDAY)).toBe('sent');
    expect(tried).toEqual([OWN, SHARED]);
    expect((await noticeOf())?.attempts.map((one) => one.outcome)).toEqual([outcome, 'sent']);
  });

  it.each([
    ['does not answer', {}],
    ['refuses', { [OWN]: { outcome: 'refused', because: 'gone' } }],
  ] as const)('is done with a repeat that the channel %s, since the person was told before', async (_, answers) => {
    const up = await makeNotifier({ own: OWN }, { [OWN]: { outcome: 'sent' } });
    await up.send(NOTICE, MONDAY);
    const told = await noticeOf();
    const down = await makeNotifier({ own: OWN }, answers);
    expect(await down.send(NOTICE, minutesAfterMonday(5))).toBe('sent');
    expect(await noticeOf()).toEqual(told);
    expect(notReached).toEqual([]);
  });

  it('fails while one address may work later, and succeeds then', async () => {
    const down = await makeNotifier({ own: OWN, shared: SHARED }, { [OWN]: { outcome: 'refused', because: 'gone' } });
    await expect(down.send(NOTICE, MONDAY)).rejects.toThrow('no answer');
    expect((await noticeOf())?.status).toBe('failing');
    expect(unavailable).toEqual(['Error: no answer']);
    const up = await makeNotifier({ own: OWN, shared: SHARED }, { [SHARED]: { outcome: 'sent' } });
    expect(await up.send(NOTICE, minutesAfterMonday(5))).toBe('sent');
    expect(notReached).toEqual([]);
  });

  it.each([
    [{}, []],
    [{ own: OWN }, [OWN]],
  ])('says when nobody can be reached with %j', async (given, addresses) => {
    const notifier = await makeNotifier(given, { [OWN]: { outcome: 'refused', because: 'gone' } });
    expect(await notifier.send(NOTICE, MONDAY)).toBe('not_reached');
    expect(tried).toEqual(addresses);
    expect(notReached).toEqual(['kim']);
    expect((await noticeOf())?.status).toBe('not_reached');
  });
});
