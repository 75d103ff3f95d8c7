import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadState } from '../../../shared/domain/lead/stage.ts';
import type { LeadChange, LeadStore } from '../../../shared/ports/lead-store.ts';
import { assigned, closed, nurtured, received, routed, sentToQueue, sought, touchedFirst } from './moves.ts';

/** Where a built lead stands; `queued` waits in a team's queue, `parked` in the catch-all, `sought` is assigned while another owner is sought. */
export type Standpoint = Exclude<LeadState, 'waiting'> | 'queued' | 'parked' | 'sought';

type Options = Parameters<typeof received>[0] & Parameters<typeof routed>[1] & Parameters<typeof assigned>[1];

/** Every step a lead took to get where it stands, made by the real state machine. Team `sdr` and rep `kim` unless said. */
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

/** A lead that stands there. */
export function aLead(at: Standpoint = 'received', options: Options = {}): Lead {
  return lastOf(aLeadsSteps(at, options));
}

/** A lead that stands there and is stored with its whole timeline. */
export async function aStoredLead(store: LeadStore, at: Standpoint = 'received', options: Options = {}): Promise<Lead> {
  const steps = aLeadsSteps(at, options);
  for (const change of steps) await commitDone(store, change);
  return lastOf(steps);
}

/** Saves one step that nothing stands in the way of. */
export async function commitDone<Change extends LeadChange>(store: LeadStore, change: Change): Promise<Lead> {
  const outcome = await store.commit({ transitions: [change] });
  if (outcome.outcome !== 'done') throw new Error(`${change.event.type} was not saved: ${JSON.stringify(outcome)}`);
  return change.after;
}

function lastOf(steps: readonly LeadChange[]): Lead {
  const last = steps.at(-1);
  if (!last) throw new Error('a lead begins with a step');
  return last.after;
}
