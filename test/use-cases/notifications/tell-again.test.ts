import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import type { Notice } from '../../../shared/domain/notifications/notice.ts';
import { notifyOwner } from '../../../shared/use-cases/notifications/notify-rep.ts';
import { tellAgain } from '../../../shared/use-cases/notifications/tell-again.ts';
import { answerAsOwner } from '../../scenarios/a-baton.ts';
import { anAssignedLead, type StoppedBaton } from '../stopped-baton.ts';

describe('a mail to the owner that bounced', () => {
  let started: StoppedBaton;
  let notices: InMemoryNoticeStore;
  let id: string;
  beforeEach(async () => {
    started = await anAssignedLead();
    notices = new InMemoryNoticeStore();
    await notifyOwner({ lead: await started.baton.lead(started.id) }, started.baton.now, started.deps);
    id = `${started.id}.1.assigned`;
    await notices.save({
      ...{ id, lead: started.id, to: 'kim', occasion: 'assigned', status: 'sent', at: started.baton.now },
      attempts: [{ channel: 'email', at: started.baton.now, outcome: 'sent' }],
    });
  });

  const bounce = () => {
    const { baton, deps } = started;
    const undelivered = { lead: started.id, notice: id, channel: 'email', because: 'bounced' };
    return tellAgain(undelivered, baton.now, { ...deps, notices });
  };
  const timesTold = () => started.deps.notifier.sent.filter(({ notice }) => notice.id === id).length;

  it('is sent again, and the attempt counts as refused', async () => {
    expect(await bounce()).toBe('notified');
    expect(timesTold()).toBe(2);
    expect(await notices.get(started.id, id)).toMatchObject({
      status: 'failing',
      attempts: [{ channel: 'email', outcome: 'refused', because: 'bounced' }],
    });
  });

  it('is not sent again once the owner has answered', async () => {
    await answerAsOwner(started.baton, started.id, { answer: 'contacted' });
    expect(await bounce()).toBe('nothing_to_notify');
    expect(timesTold()).toBe(1);
  });

  it('is not sent twice when the bounce is reported twice', async () => {
    await bounce();
    await notices.save({ ...((await notices.get(started.id, id)) as Notice), status: 'sent' });
    expect(await bounce()).toBe('nothing_to_notify');
    expect(timesTold()).toBe(2);
  });

  it('is tried again when no channel worked', async () => {
    started.deps.notifier.refuse(1);
    await expect(bounce()).rejects.toThrow('refused');
    expect(await bounce()).toBe('notified');
  });

  it('is tried again while its sender has not said that it was sent', async () => {
    await notices.save({ ...((await notices.get(started.id, id)) as Notice), status: 'sending' });
    await expect(bounce()).rejects.toThrow('still being sent');
  });

  it('is told to the manager when no other channel is left', async () => {
    started.deps.notifier.cutOff('kim');
    expect(await bounce()).toBe('not_reached');
    expect((await started.deps.leads.timeline(started.id)).at(-1)).toMatchObject({
      type: 'RepNotReached',
      data: { rep: 'kim', epoch: 1 },
    });
  });

  it('changes nothing when it is of no notification that Baton knows', async () => {
    id = 'lead_1.7.assigned';
    expect(await bounce()).toBe('nothing_to_notify');
  });
});
