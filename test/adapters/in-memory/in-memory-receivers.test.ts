import { describe, expect, it } from 'vitest';
import { InMemoryAnswerLinks } from '../../../shared/adapters/in-memory/in-memory-answer-links.ts';
import { InMemoryDoorbell } from '../../../shared/adapters/in-memory/in-memory-doorbell.ts';
import { InMemoryEventBus } from '../../../shared/adapters/in-memory/in-memory-event-bus.ts';
import { InMemoryFollowUpTimers } from '../../../shared/adapters/in-memory/in-memory-follow-ups.ts';
import { InMemoryNotifier } from '../../../shared/adapters/in-memory/in-memory-notifier.ts';
import type { Notification } from '../../../shared/ports/notifier.ts';
import { anEvent } from '../../support/builders/event.ts';
import { aLead } from '../../support/builders/lead.ts';
import { MONDAY, minutesAfterMonday } from '../../support/builders/moment.ts';

const notice = (id: string): Notification => ({
  id,
  occasion: 'assigned',
  to: 'kim',
  lead: aLead('assigned'),
  history: [],
  links: {},
});

describe('the fake doorbell', () => {
  it('records each ring and calls its listener', async () => {
    const heard: string[] = [];
    const bell = new InMemoryDoorbell((team) => void heard.push(team));
    for (const team of ['sdr', 'ae', 'sdr']) await bell.ring(team);
    expect(bell.rings).toEqual(['sdr', 'ae', 'sdr']);
    expect(heard).toEqual(['sdr', 'ae', 'sdr']);
  });

  it('returns each team once, and only rings since the last call', async () => {
    const bell = new InMemoryDoorbell();
    for (const team of ['sdr', 'ae', 'sdr']) await bell.ring(team);
    expect(bell.takeRungTeams()).toEqual(['sdr', 'ae']);
    expect(bell.takeRungTeams()).toEqual([]);
    await bell.ring('ae');
    expect(bell.takeRungTeams()).toEqual(['ae']);
  });
});

describe('the fake notifier', () => {
  it('records every notification, and separates duplicates', async () => {
    const notifier = new InMemoryNotifier();
    for (const id of ['a', 'b', 'a']) await notifier.send(notice(id), MONDAY);
    expect(notifier.sent.map((one) => one.notice.id)).toEqual(['a', 'b', 'a']);
    expect(notifier.received.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('refuses as often as configured, and accepts again on request', async () => {
    const notifier = new InMemoryNotifier();
    notifier.refuse(1);
    await expect(notifier.send(notice('a'), MONDAY)).rejects.toThrow('refused');
    await notifier.send(notice('a'), MONDAY);
    notifier.refuse();
    for (let time = 0; time < 3; time += 1) await expect(notifier.send(notice('b'), MONDAY)).rejects.toThrow();
    notifier.accept();
    await notifier.send(notice('b'), minutesAfterMonday(1));
    expect(notifier.sent.map(({ notice: { id }, at }) => [id, at])).toEqual([
      ['a', MONDAY],
      ['b', minutesAfterMonday(1)],
    ]);
  });
});

describe('other fakes', () => {
  it('start the same timer once', async () => {
    const followUps = new InMemoryFollowUpTimers();
    const timer = { leadId: 'lead_1', epoch: 1, revision: 1, at: MONDAY };
    for (const revision of [1, 1, 2]) await followUps.start({ ...timer, revision });
    expect(followUps.started).toEqual([timer, { ...timer, revision: 2 }]);
  });

  it('record published events', async () => {
    const bus = new InMemoryEventBus();
    const events = [anEvent('LeadReceived'), anEvent('LeadRouted')];
    await bus.publish(events.slice(0, 1));
    await bus.publish(events.slice(1));
    expect(bus.published).toEqual(events);
  });

  it('create links that differ in everything they are bound to', async () => {
    const bound = { lead: 'lead_1', epoch: 1, rep: 'kim', expiresAt: MONDAY };
    const links = await new InMemoryAnswerLinks().createLinks(bound);
    const others = await new InMemoryAnswerLinks().createLinks({ ...bound, epoch: 2 });
    expect(links.contacted).not.toBe(others.contacted);
    expect(new Set(Object.values(links)).size).toBe(Object.keys(links).length);
  });
});
