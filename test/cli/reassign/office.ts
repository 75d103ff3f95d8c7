import { createInMemoryDeps, type InMemoryDeps } from '../../../shared/adapters/in-memory/in-memory-deps.ts';
import { holdOf } from '../../../shared/domain/lead/lead.ts';
import { aStoredLead } from '../../support/builders/lead.ts';
import { aDraft, aPlan } from '../../support/builders/plan.ts';
import { aRep, saveReps } from '../../support/builders/rep.ts';
import { aMemoryApi } from './memory-api.ts';

export const LEADS = ['lead_1', 'lead_2', 'lead_3', 'lead_4'] as const;

/** Kim has four leads; Lea and Max are in her team, Lea with twice the weight. */
export async function anOffice() {
  const deps: InMemoryDeps = createInMemoryDeps();
  await deps.plans.activate(await deps.plans.publish(aDraft({ plan: aPlan() })));
  await saveReps(
    deps.reps,
    aRep(),
    aRep({ id: 'lea', teams: { sdr: 2 } }),
    aRep({ id: 'max' }),
    aRep({ id: 'pia', active: false }),
  );
  for (const id of LEADS) await aStoredLead(deps.leads, id === 'lead_4' ? 'working' : 'assigned', { id });
  const ownerOf = async (id: string) => {
    const lead = await deps.leads.load(id);
    return lead && holdOf(lead)?.rep;
  };
  return { deps, api: aMemoryApi(deps), ownerOf };
}
