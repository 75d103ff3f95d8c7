import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadStore } from '../../../shared/ports/lead-store.ts';
import type { RepStore } from '../../../shared/ports/rep-store.ts';

/** The two stores that a transition writes together, over the same tables. */
export interface Stores {
  readonly leads: LeadStore;
  readonly reps: RepStore;
}

/** Creates empty stores; called once per test. */
export type MakeStores = () => Promise<Stores>;

/** The day on which contract tests assign leads, in Berlin. */
export const TODAY = '2026-11-23';

/** Everything a transition may change, to check whether it changed anything. */
export async function readEverythingOf({ leads, reps }: Stores, lead: Lead, rep = 'kim', team = 'sdr') {
  return {
    lead: await leads.load(lead.id),
    person: await leads.person(lead.id),
    timeline: await leads.timeline(lead.id),
    queue: (await leads.queue(team, { limit: 100 })).items,
    holds: await reps.holdsOf(rep),
    load: await reps.loadOf(rep),
    ledger: await leads.ledger(team),
  };
}
