import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadState } from '../../../shared/domain/lead/stage.ts';
import type { LeadChange, LeadStore } from '../../../shared/ports/lead-store.ts';
import { assigned, closed, nurtured, received, routed, sentToQueue, sought, touchedFirst } from './moves.ts';

/**
 * The stage of a built lead. `queued`: waits in a team queue. `parked`: in the catch-all queue. `sought`: assigned
 * while another owner is being sought.
 */
export type Standpoint = Exclude<LeadState, 'waiting'> | 'queued' | 'parked' | 'sought';

type Options = Parameters<typeof received>[0] & Parameters<typeof routed>[1] & Parameters<typeof assigned>[1];

/** Every transition of a lead up to its stage, made by the real state machine. Team `sdr` and rep `kim` by default. */
export function aLeadsSteps(at: Standpoint, options: Options = {}): readonly LeadChange[] {
  const { rep, team, weight, placedBy, admission, decision, priority, since, lookAgainAt, at: when, ...lead } = options;
  const assignment = { rep, team, weight, placedBy, admission, decision, at: when };
  const steps: LeadChange[] = [received(lead)];
  const add = (next: (last: Lead) => LeadChange) => steps.push(next(lastOf(steps)));
  if (at === 'received') return steps;
  if (at === 'nurturing') add(nurtured);
  else if (at === 'parked') add((last) => sentToQueue(last, { lookAgainAt }));
  else {
    add((last) => routed(last, { team, priority, since, lookAgainAt }));
    if (at === 'queued') return steps;
    add((last) => assigned(last, assignment));
    if (at === 'sought') add((last) => sought(last));
    if (at === 'working' || at === 'closed') add((last) => touchedFirst(last));
    if (at === 'closed') add((last) => closed(last));
  }
  return steps;
}

/** Builds a lead in this stage. */
export function aLead(at: Standpoint = 'received', options: Options = {}): Lead {
  return lastOf(aLeadsSteps(at, options));
}

/** Builds a lead in this stage and stores it with its whole timeline. */
export async function aStoredLead(store: LeadStore, at: Standpoint = 'received', options: Options = {}): Promise<Lead> {
  const steps = aLeadsSteps(at, options);
  for (const change of steps) await commitDone(store, change);
  return lastOf(steps);
}

/**
 * Saves one transition.
 * @throws if the save is refused.
 */
export async function commitDone<Change extends LeadChange>(store: LeadStore, change: Change): Promise<Lead> {
  const outcome = await store.commit({ transitions: [change] });
  if (outcome.outcome !== 'done') throw new Error(`${change.event.type} was not saved: ${JSON.stringify(outcome)}`);
  return change.after;
}

function lastOf(steps: readonly LeadChange[]): Lead {
  const last = steps.at(-1);
  if (!last) throw new Error('a lead begins with a transition');
  return last.after;
}
