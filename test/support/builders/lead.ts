import type { Lead } from '../../../shared/domain/lead/lead.ts';
import type { LeadState } from '../../../shared/domain/lead/stage.ts';
import type { LeadChange, LeadStore } from '../../../shared/ports/lead-store.ts';
import {
  assignToRep,
  closeLead,
  makeFirstResponse,
  nurtureLead,
  receiveLead,
  routeToTeam,
  seekOwner,
  sendToQueue,
} from './moves.ts';

/**
 * The stage of a built lead. `queued`: waits in a team queue. `parked`: in the catch-all queue. `sought`: assigned
 * while another owner is being sought.
 */
export type LeadStageName = Exclude<LeadState, 'waiting'> | 'queued' | 'parked' | 'sought';

type Options = Parameters<typeof receiveLead>[0] &
  Parameters<typeof routeToTeam>[1] &
  Parameters<typeof assignToRep>[1];

/** Every transition of a lead up to its stage, made by the real state machine. Team `sdr` and rep `kim` by default. */
export function aLeadsTransitions(at: LeadStageName, options: Options = {}): readonly LeadChange[] {
  const { rep, team, weight, placedBy, admission, decision, priority, since, lookAgainAt, at: when, ...lead } = options;
  const assignment = { rep, team, weight, placedBy, admission, decision, at: when };
  const steps: LeadChange[] = [receiveLead(lead)];
  const add = (next: (last: Lead) => LeadChange) => steps.push(next(lastLeadOf(steps)));
  if (at === 'received') return steps;
  if (at === 'nurturing') add(nurtureLead);
  else if (at === 'parked') add((last) => sendToQueue(last, { lookAgainAt }));
  else {
    add((last) => routeToTeam(last, { team, priority, since, lookAgainAt }));
    if (at === 'queued') return steps;
    add((last) => assignToRep(last, assignment));
    if (at === 'sought') add((last) => seekOwner(last));
    if (at === 'working' || at === 'closed') add((last) => makeFirstResponse(last));
    if (at === 'closed') add((last) => closeLead(last));
  }
  return steps;
}

/** Builds a lead in this stage. */
export function aLead(at: LeadStageName = 'received', options: Options = {}): Lead {
  return lastLeadOf(aLeadsTransitions(at, options));
}

/** Builds a lead in this stage and stores it with its whole timeline. */
export async function aStoredLead(
  store: LeadStore,
  at: LeadStageName = 'received',
  options: Options = {},
): Promise<Lead> {
  const steps = aLeadsTransitions(at, options);
  for (const change of steps) await commitOrThrow(store, change);
  return lastLeadOf(steps);
}

/**
 * Saves one transition.
 * @throws if the save is refused.
 */
export async function commitOrThrow<Change extends LeadChange>(store: LeadStore, change: Change): Promise<Lead> {
  const outcome = await store.commit({ transitions: [change] });
  if (outcome.outcome !== 'done') throw new Error(`${change.event.type} was not saved: ${JSON.stringify(outcome)}`);
  return change.after;
}

function lastLeadOf(steps: readonly LeadChange[]): Lead {
  const last = steps.at(-1);
  if (!last) throw new Error('a lead begins with a transition');
  return last.after;
}
