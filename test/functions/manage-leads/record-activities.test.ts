import { expect, it } from 'vitest';
import { recordActivities } from '../../../functions/manage-leads/record-activities.ts';
import { createInMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { MONDAY } from '../../support/builders/moment.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { replaceMethods } from '../../support/builders/replaced.ts';

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
  const reply = await recordActivities({ body, now: MONDAY, log } as never, {
    ...deps,
    leads: replaceMethods(deps.leads, { load }),
  });
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
