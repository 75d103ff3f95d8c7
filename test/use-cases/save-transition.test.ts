import { expect, it } from 'vitest';
import { createInMemoryDeps } from '../../shared/adapters/in-memory/in-memory-deps.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import { saveTransition } from '../../shared/use-cases/save-transition.ts';
import { aStoredLead, commitOrThrow } from '../support/builders/lead.ts';
import { routeToTeam, sendToQueue } from '../support/builders/moves.ts';
import { replaceMethods } from '../support/builders/replaced.ts';

/** Routes a lead that waits for it; refuses in every other state. */
function decideRoute(lead: Lead) {
  return lead.stage.state === 'received' ? { change: routeToTeam(lead) } : ({ refused: 'moved' } as const);
}

it('saves the decision and returns the lead as stored', async () => {
  const deps = createInMemoryDeps();
  const { id } = await aStoredLead(deps.leads);
  const saved = await saveTransition(id, decideRoute, deps);
  expect(saved).toEqual({ outcome: 'done', lead: await deps.leads.load(id) });
});

it('says why nothing was saved: a refusal, or no such lead', async () => {
  const deps = createInMemoryDeps();
  const { id } = await aStoredLead(deps.leads, 'queued');
  const before = await deps.leads.load(id);
  expect(await saveTransition(id, decideRoute, deps)).toEqual({ outcome: 'refused', because: 'moved' });
  expect(await deps.leads.load(id)).toEqual(before);
  expect(await saveTransition('lead_nobody', decideRoute, deps)).toEqual({
    outcome: 'refused',
    because: 'no_such_lead',
  });
});

it('decides again from what is stored when the given lead is stale, so that nothing is saved twice', async () => {
  const deps = createInMemoryDeps();
  const stale = await aStoredLead(deps.leads);
  const moved = await commitOrThrow(deps.leads, sendToQueue(stale));
  const seen: string[] = [];
  const result = await saveTransition(
    stale,
    (lead) => {
      seen.push(lead.stage.state);
      return decideRoute(lead);
    },
    deps,
  );
  expect(result).toEqual({ outcome: 'refused', because: 'moved' });
  expect(seen).toEqual(['received', 'waiting']);
  expect(await deps.leads.load(stale.id)).toEqual(moved);
});

it('hands on an outcome that another attempt would not change, and fails when the lead keeps changing', async () => {
  const deps = createInMemoryDeps();
  const { id } = await aStoredLead(deps.leads);
  const invalid = replaceMethods(deps.leads, { commit: async () => ({ outcome: 'invalid' }) });
  expect(await saveTransition(id, decideRoute, { leads: invalid })).toEqual({
    outcome: 'not_saved',
    why: { outcome: 'invalid' },
  });
  const stale = replaceMethods(deps.leads, { commit: async () => ({ outcome: 'stale', lead: id }) });
  await expect(saveTransition(id, decideRoute, { leads: stale })).rejects.toThrow(`lead ${id} kept changing`);
});
