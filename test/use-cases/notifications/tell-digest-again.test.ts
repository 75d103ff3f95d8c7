import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryDigests } from '../../../shared/adapters/in-memory/in-memory-digests.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { notifyOwner } from '../../../shared/use-cases/notifications/notify-rep.ts';
import { tellDigestAgain } from '../../../shared/use-cases/notifications/tell-digest-again.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

describe('a digest that bounced', () => {
  let started: StoppedBaton;
  let notices: InMemoryNoticeStore;
  let digests: InMemoryDigests;
  let id: string;
  beforeEach(async () => {
    started = await anAssignedLead();
    const { baton, deps } = started;
    notices = new InMemoryNoticeStore();
    digests = new InMemoryDigests();
    await notifyOwner({ lead: await baton.lead(started.id) }, baton.now, deps);
    id = `${started.id}.1.assigned`;
    await notices.save({
      ...{ id, lead: started.id, to: 'kim', occasion: 'assigned', status: 'sent', at: baton.now },
      attempts: [{ channel: 'email', at: baton.now, outcome: 'sent' }],
    });
    const held = [
      { lead: started.id, id },
      { lead: 'lead_gone', id: 'n9' },
    ];
    await digests.save({ id: 'held.1', kind: 'held', to: 'kim', status: 'sent', at: baton.now, notices: held });
    await digests.save({ id: 'morning.1', kind: 'morning', to: 'mia', status: 'sent', at: baton.now });
  });

  const bounce = (digest: string) =>
    tellDigestAgain({ digest, channel: 'email', because: 'bounced' }, started.baton.now, {
      ...started.deps,
      notices,
      digestStore: digests,
    });
  const timesTold = () => started.deps.notifier.sent.filter(({ notice }) => notice.id === id).length;

  it('is told again, each notification by itself', async () => {
    expect(await bounce('held.1')).toBe('notified');
    expect(timesTold()).toBe(2);
    expect(await notices.get(started.id, id)).toMatchObject({ attempts: [{ outcome: 'refused', because: 'bounced' }] });
    expect(await digests.get('held.1')).toMatchObject({ status: 'bounced', because: 'bounced' });
  });

  it('is told again once, however often the bounce is reported', async () => {
    await bounce('held.1');
    const notice = await notices.get(started.id, id);
    if (notice) await notices.save({ ...notice, status: 'sent' });
    expect(await bounce('held.1')).toBe('nothing_to_notify');
    expect(timesTold()).toBe(2);
  });

  it('is reported again when no channel worked', async () => {
    started.deps.notifier.refuse(1);
    await expect(bounce('held.1')).rejects.toThrow('refused');
    expect(await bounce('held.1')).toBe('notified');
  });

  it('and was the mail of a manager has reached nobody, which is said once', async () => {
    expect(await bounce('morning.1')).toBe('manager_not_reached');
    expect(await digests.get('morning.1')).toMatchObject({ status: 'bounced', because: 'bounced' });
    expect(await bounce('morning.1')).toBe('nothing_to_notify');
  });

  it('and that nobody knows any more changes nothing', async () => {
    expect(await bounce('held')).toBe('nothing_to_notify');
  });
});
