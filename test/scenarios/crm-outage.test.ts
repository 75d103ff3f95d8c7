import { expect, it } from 'vitest';
import { InMemoryCrm } from '../../shared/adapters/in-memory/in-memory-crm.ts';
import { InMemoryCrmLinkStore } from '../../shared/adapters/in-memory/in-memory-crm-links.ts';
import { InMemoryCrmNudges } from '../../shared/adapters/in-memory/in-memory-crm-nudges.ts';
import { addSeconds, type Instant } from '../../shared/domain/instant.ts';
import type { VirtualBaton } from '../../shared/simulation/virtual-baton.ts';
import { syncLeads } from '../../shared/use-cases/crm/sync-leads.ts';
import { MONDAY } from '../support/builders/moment.ts';
import { aBaton, aDemoRequest, answerAsOwner, HOUR } from './a-baton.ts';

const REPS = ['kim', 'lea', 'max'];
const FIELDS = { lead: 'baton_lead', status: 'baton_status' } as const;

/** A Baton whose leads are written to a CRM in batches, each message received twice. */
async function aConnectedBaton() {
  let baton: VirtualBaton | undefined;
  const nudges = new InMemoryCrmNudges(() => baton?.now ?? MONDAY);
  baton = await aBaton({ crmNudges: nudges });
  await baton.settings.save('crm', {
    system: 'hubspot',
    url: 'https://api.hubapi.com',
    fields: FIELDS,
    users: Object.fromEntries(REPS.map((rep) => [rep, `u-${rep}`])),
  });
  const settings = await baton.settings.read('crm');
  const crm = new InMemoryCrm(REPS.map((rep) => ({ id: `u-${rep}`, email: `${rep}@acme.example`, active: true })));
  const links = new InMemoryCrmLinkStore(baton.deps.world);
  const deps = {
    ...baton.deps,
    links,
    nudges,
    connection: async () => settings && { settings, crm },
    random: () => 0.5,
  };
  const given: string[] = [];
  /** Lets time pass, and works on the queue as soon as something is in it. */
  const workUntil = async (until: Instant) => {
    for (let now = baton.now; now < until; now = addSeconds(now, 5)) {
      await baton.advance(5);
      const received = [...nudges.receive()].map((nudge) => ({ nudge, received: 1 }));
      const results = await syncLeads([...received, ...received], baton.now, deps);
      given.push(...results.flatMap(({ outcome, lead }) => (outcome === 'given_up' ? [lead] : [])));
    }
  };
  return { baton, crm, links, given, workUntil };
}

it('a CRM that is down for an hour misses nothing, gets nothing twice, and ends at what the leads are', async () => {
  const { baton, crm, links, given, workUntil } = await aConnectedBaton();
  const before = await baton.postOne(aDemoRequest('before'));
  await workUntil(addSeconds(MONDAY, 60));
  expect(crm.records.size).toBe(1);

  crm.failing = { code: 'server_error' };
  const during: string[] = [];
  for (let minute = 2; minute < 60; minute += 3) {
    during.push(await baton.postOne(aDemoRequest(`lead-${minute}`)));
    // Half of them are answered while the CRM is down: it never hears that they were only assigned.
    const answered = during.length % 2 === 0 ? during.at(-1) : undefined;
    if (answered !== undefined) await answerAsOwner(baton, answered, { answer: 'contacted' });
    await workUntil(addSeconds(MONDAY, minute * 60));
  }
  await answerAsOwner(baton, before, { answer: 'contacted' });
  await workUntil(addSeconds(MONDAY, HOUR + 60));
  expect(crm.records.size).toBe(1);

  crm.failing = undefined;
  await workUntil(addSeconds(MONDAY, 3 * HOUR));
  const byLead = new Map([...crm.records.values()].map(({ values }) => [values.baton_lead ?? '', values]));
  expect(crm.records.size).toBe(during.length + 1);
  for (const id of [before, ...during]) {
    const lead = await baton.lead(id);
    const owner =
      lead.stage.state === 'assigned' || lead.stage.state === 'working' ? `u-${lead.stage.owner}` : undefined;
    expect(byLead.get(id)).toMatchObject({ baton_status: lead.stage.state, owner });
  }
  const tasks = [...crm.tasks.values()];
  const leadsWithTask = tasks.map(({ lead }) => lead);
  expect(new Set(leadsWithTask).size).toBe(leadsWithTask.length);
  for (const { lead, done } of tasks) expect(done).toBe((await baton.lead(lead)).stage.state !== 'assigned');
  const all = await links.load([before, ...during]);
  expect(all.map(({ status }) => status)).toEqual(all.map(() => 'synced'));
  expect(given).toEqual([]);
});
