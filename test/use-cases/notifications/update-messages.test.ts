import { beforeEach, describe, expect, it } from 'vitest';
import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { InMemoryNoticeStore } from '../../../shared/adapters/in-memory/in-memory-notice-store.ts';
import { endNotice, type Occasion } from '../../../shared/domain/notifications/notice.ts';
import type { MessageContent, SentMessages } from '../../../shared/ports/sent-messages.ts';
import { updateMessages } from '../../../shared/use-cases/notifications/update-messages.ts';
import { aStoredLead, type LeadStageName } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';

/** What each message was changed to, by its reference. */
type Changed = Map<string, MessageContent>;

describe('the messages about a lead', () => {
  let deps: InMemoryDeps;
  let notices: InMemoryNoticeStore;
  let changed: Changed;
  let broken: readonly string[];
  beforeEach(async () => {
    deps = createInMemoryDeps();
    await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
    await saveReps(deps.reps, aRep());
    notices = new InMemoryNoticeStore();
    changed = new Map();
    broken = [];
  });

  const sentMessages: SentMessages = {
    canChange: (channel) => channel === 'slack',
    async change({ reference }, content) {
      if (broken.includes(reference)) throw new Error('no answer');
      changed.set(reference, content);
      return reference === 'D1:gone' ? 'gone' : 'changed';
    },
  };
  const update = (id: string) => updateMessages(id, MONDAY, { ...deps, notices, sentMessages });

  /** Stores a lead of Kim, and a notice about it for each of these people. */
  async function aToldLead(at: LeadStageName, told: Readonly<Record<string, [string, Occasion, channel?: string]>>) {
    const lead = await aStoredLead(deps.leads, at);
    for (const [reference, [to, occasion, channel = 'slack']] of Object.entries(told)) {
      const facts = { id: `n-${reference}`, lead: lead.id, to, occasion, earlier: [] };
      const attempts = [{ channel, at: MONDAY, outcome: 'sent' as const }];
      await notices.save(endNotice(facts, attempts, MONDAY, reference));
    }
    return lead;
  }

  it('say what is true now, to each reader what they may see', async () => {
    const lead = await aToldLead('assigned', { 'D1:1': ['kim', 'assigned'], 'D2:1': ['lea', 'assigned'] });
    expect(await update(lead.id)).toBe(2);
    expect(changed.get('D1:1')).toMatchObject({ sight: 'owner', dueAt: expect.any(String) });
    expect(changed.get('D1:1')?.history).not.toEqual([]);
    expect(changed.get('D1:1')?.answers).toContain('contacted');
    expect(changed.get('D2:1')).toMatchObject({ sight: 'past', answers: [], history: [] });
    expect(changed.get('D2:1')).not.toHaveProperty('person');
  });

  it('are left alone where the channel cannot change them', async () => {
    const lead = await aToldLead('assigned', { 'D1:1': ['kim', 'assigned', 'webhook'] });
    expect(await update(lead.id)).toBe(0);
    expect(changed.size).toBe(0);
  });

  it('are not counted when they are gone', async () => {
    const lead = await aToldLead('working', { 'D1:gone': ['kim', 'assigned'], 'D1:2': ['kim', 'warned'] });
    expect(await update(lead.id)).toBe(1);
  });

  it('are all tried, and it fails if one could not be changed, so that it is done again', async () => {
    const lead = await aToldLead('working', { 'D1:1': ['kim', 'assigned'], 'D1:2': ['kim', 'warned'] });
    broken = ['D1:1'];
    await expect(update(lead.id)).rejects.toThrow('no answer');
    expect([...changed.keys()]).toEqual(['D1:2']);
  });

  it('stay as they are in shadow mode, and for a lead that does not exist', async () => {
    const lead = await aToldLead('working', { 'D1:1': ['kim', 'assigned'] });
    deps.world.mode = 'shadow';
    expect(await update(lead.id)).toBe(0);
    expect(await update('lead_unknown')).toBe(0);
    expect(changed.size).toBe(0);
  });
});
