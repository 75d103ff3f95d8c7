import { expect, it } from 'vitest';
import { recordActivities } from '../../../functions/manage-leads/record-activities.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';
import { aRecordingRuntime } from '../../support/recorded-runtime.ts';

it('returns a result for each activity, even when one of them fails', async () => {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  const { id } = await aStoredLead(deps.leads, 'nurturing');
  const { id: bad } = await aStoredLead(deps.leads, 'nurturing');
  const load: typeof deps.leads.load = async (lead) => {
    if (lead === bad) throw new Error('unreadable');
    return deps.leads.load(lead);
  };
  const logged: unknown[] = [];
  const log = { error: (...line: unknown[]) => logged.push(line) };
  const call = { kind: 'call', direction: 'outbound' } as const;
  const body = {
    activities: [
      { ...call, lead: bad },
      { ...call, lead: id },
    ],
  };
  const reply = await recordActivities(
    { body, principal: { keyId: 'key_crm', role: 'manager' }, now: MONDAY, log } as never,
    {
      ...deps,
      leads: replaceMethods(deps.leads, { load }),
    },
  );
  expect(reply).toMatchObject({
    status: 200,
    body: {
      results: [
        { outcome: 'failed', problem: { status: 503 } },
        { outcome: 'contact_noted', lead: id },
      ],
    },
  });
  expect(logged).toHaveLength(1);
});

it.each([
  ['a machine, by its key', { keyId: 'key_crm', role: 'manager' }, 'key_crm'],
  ['a person', { keyId: 'key_7', role: 'manager', repId: 'lea' }, 'lea'],
])('names %s as the one who reported it, unless a rep did it', async (_, principal, id) => {
  const deps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  const lead = await aStoredLead(deps.leads, 'nurturing');
  const activities = [
    { lead: lead.id, kind: 'call', direction: 'outbound' },
    { lead: lead.id, kind: 'call', direction: 'outbound', rep: 'kim' },
    { lead: lead.id, kind: 'content', direction: 'inbound' },
  ];
  const { log } = aRecordingRuntime();
  await recordActivities({ body: { activities }, principal, now: MONDAY, log } as never, deps);
  const actors = (await deps.leads.timeline(lead.id)).slice(-3).map(({ type, actor }) => [type, actor]);
  expect(actors).toEqual([
    ['ContactNoted', { kind: 'person', id }],
    ['ContactNoted', { kind: 'person', id: 'kim' }],
    [expect.stringMatching(/TouchpointAdded|LeadRecycled/), { kind: 'person', id }],
  ]);
});
