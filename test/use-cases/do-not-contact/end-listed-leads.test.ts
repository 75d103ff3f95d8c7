import { describe, expect, it } from 'vitest';
import { holdOf, type Lead } from '../../../shared/domain/lead/lead.ts';
import { assignManually } from '../../../shared/use-cases/assignment/assign-manually.ts';
import { assignTeam } from '../../../shared/use-cases/assignment/assign-team.ts';
import { endListedLeads } from '../../../shared/use-cases/do-not-contact/end-listed-leads.ts';
import { notifyOwner } from '../../../shared/use-cases/notifications/notify-rep.ts';
import { enrichLead } from '../../../shared/use-cases/routing/enrich-lead.ts';
import { redriveRouting } from '../../../shared/use-cases/routing/redrive-routing.ts';
import { routeLead } from '../../../shared/use-cases/routing/route-lead.ts';
import { aDemoRequest, DAY } from '../../scenarios/a-baton.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { anAssignedLead, aReceivedLead, aRoutedLead, type StoppedBaton } from '../stopped-baton.ts';

/** Enters the lead's person in the list, and does nothing else about it. */
async function list({ baton, deps, id }: StoppedBaton): Promise<Lead> {
  const lead = await baton.lead(id);
  const keys = (lead.contactKeys ?? []).slice(0, 1);
  await deps.doNotContact.put({ id: 'dnc_1', at: baton.now, by: 'dana', because: 'request', kind: 'person', keys });
  return lead;
}

const endOf = async ({ baton, id }: StoppedBaton) => {
  const { stage } = await baton.lead(id);
  return [stage.state === 'closed' && stage.outcome, (await baton.eventTypesOf(id)).at(-1)];
};
const FORBIDDEN = ['do_not_contact', 'ContactForbidden'];

describe('leads whose person is on the list', () => {
  it('end, with one look at the list, and the others are returned in order', async () => {
    const started = await aReceivedLead();
    const { baton, deps } = started;
    const [zoe, yan] = [await baton.postOne(aDemoRequest('zoe')), await baton.postOne(aDemoRequest('yan'))];
    const ada = await list(started);
    const looks: (readonly string[])[] = [];
    const doNotContact = replaceMethods(deps.doNotContact, {
      find: (keys) => {
        looks.push(keys);
        return deps.doNotContact.find(keys);
      },
    });
    const leads = [await baton.lead(zoe), ada, await baton.lead(yan)];
    const result = await endListedLeads(leads, baton.now, { ...deps, doNotContact });
    expect(result.ended).toEqual([ada.id]);
    expect(result.others.map(({ id }) => id)).toEqual([zoe, yan]);
    expect(await endOf(started)).toEqual(FORBIDDEN);
    expect(looks).toHaveLength(1);
  });

  it('that something else closed or changed meanwhile are no error', async () => {
    const started = await anAssignedLead();
    const { baton, deps, id } = started;
    const stale = await list(started);
    await notifyOwner({ lead: stale }, baton.now, {
      ...deps,
      doNotContact: replaceMethods(deps.doNotContact, { find: async () => [] }),
    });
    expect((await endListedLeads([stale], baton.now, deps)).ended).toEqual([id]);
    expect((await endListedLeads([stale], baton.now, deps)).ended).toEqual([id]);
    expect(await endOf(started)).toEqual(FORBIDDEN);
    const closed = await baton.lead(id);
    expect(await endListedLeads([closed], baton.now, deps)).toEqual({ ended: [], others: [closed] });
  });

  it('stay open when the list cannot be read, and whatever asked fails', async () => {
    const started = await aRoutedLead();
    const { baton, deps } = started;
    await list(started);
    const doNotContact = replaceMethods(deps.doNotContact, {
      find: async () => Promise.reject(new Error('unreachable')),
    });
    await expect(assignTeam('sdr', baton.now, { ...deps, doNotContact })).rejects.toThrow('unreachable');
    expect((await baton.lead(started.id)).stage.state).toBe('waiting');
  });
});

describe('a lead is looked up', () => {
  it('when it is received', async () => {
    const started = await aReceivedLead();
    await list(started);
    await started.baton.post(aDemoRequest('ada', { message: 'again' }));
    expect(await endOf(started)).toEqual(FORBIDDEN);
    const [again = ''] = (await started.baton.post(aDemoRequest('ada', { message: 'and again' }))).leads;
    expect(await endOf({ ...started, id: again })).toEqual(FORBIDDEN);
  });

  it('when it is enriched, before anything is found out about it', async () => {
    const started = await aReceivedLead();
    const { baton, deps, id } = started;
    await list(started);
    const enrichment = replaceMethods(deps.enrichment, { enrich: async () => Promise.reject(new Error('was asked')) });
    expect(await enrichLead(id, baton.now, { ...deps, enrichment })).toEqual({ outcome: 'nothing_to_do' });
    expect(await endOf(started)).toEqual(FORBIDDEN);
  });

  it('when its routing is driven again', async () => {
    const started = await aReceivedLead();
    const { baton, deps, id } = started;
    await list(started);
    baton.now = (await baton.lead(id)).dueAt ?? baton.now;
    await redriveRouting(id, baton.now, deps);
    expect(await endOf(started)).toEqual(FORBIDDEN);
  });

  it('when it is assigned: it never has an owner, and the next in the queue gets the turn', async () => {
    const started = await aRoutedLead();
    const { baton, deps } = started;
    const zoe = await baton.postOne(aDemoRequest('zoe'));
    await enrichLead(zoe, baton.now, deps);
    await list(started);
    expect(await assignTeam('sdr', baton.now, deps)).toMatchObject({ assigned: 0 });
    expect(await endOf(started)).toEqual(FORBIDDEN);
    expect(await baton.eventTypesOf(started.id)).not.toContain('LeadAssigned');
  });

  it('with certainty before it is assigned, though the looks before it missed an entry of that moment', async () => {
    const started = await aReceivedLead();
    const { baton, id } = started;
    await list(started);
    const doNotContact = replaceMethods(started.deps.doNotContact, {
      find: async (keys, options) => (options?.repeatedLater ? [] : started.deps.doNotContact.find(keys)),
    });
    const deps = { ...started.deps, doNotContact };
    expect(await enrichLead(id, baton.now, deps)).toMatchObject({ outcome: 'enriched' });
    await routeLead({ lead: id }, baton.now, deps);
    expect(await assignTeam('sdr', baton.now, deps)).toMatchObject({ assigned: 0 });
    expect(await endOf(started)).toEqual(FORBIDDEN);
  });

  it('when a person assigns it', async () => {
    const started = await aRoutedLead();
    const { baton, deps, id } = started;
    await list(started);
    const input = { leadId: id, epoch: 0, rep: 'kim', overCap: false, by: 'mia', now: baton.now };
    expect(await assignManually(input, deps)).toEqual({ outcome: 'refused', because: 'do_not_contact' });
    expect(await endOf(started)).toEqual(FORBIDDEN);
  });

  it('before its owner is notified', async () => {
    const started = await anAssignedLead();
    const { baton, deps } = started;
    const lead = await list(started);
    expect(holdOf(lead)?.rep).toBe('kim');
    expect(await notifyOwner({ lead }, baton.now, deps)).toEqual({ outcome: 'nothing_to_notify' });
    expect(await endOf(started)).toEqual(FORBIDDEN);
    expect(deps.notifier.received).toEqual([]);
  });

  it('never when it is a test, which names nobody', async () => {
    const started = await aReceivedLead();
    await list(started);
    const test = await started.baton.postOne(aDemoRequest('ada', { test: 'true', message: 'test' }));
    expect(await started.baton.lead(test)).not.toHaveProperty('contactKeys');
    await started.baton.advance(DAY);
    expect((await started.baton.lead(test)).stage).not.toMatchObject({ outcome: 'do_not_contact' });
  });
});
