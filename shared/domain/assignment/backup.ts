import type { RepId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Team } from '../plan/team.ts';
import { findBackup } from '../team/backup.ts';
import type { AssignableLead } from './candidate.ts';
import type { CandidateState } from './candidate-state.ts';
import { permanentObstacleOf, slotsNeededFor, temporaryObstacleOf } from './eligibility.ts';

/**
 * Keeps a lead for the backup of the rep on leave that it is meant for, if there is one in the team who can take it:
 * within their caps, whatever the rule says of caps, and even if they lack what the lead needs, since a person has named
 * them. Meetings do not count, as for any lead for one rep. Otherwise the lead's usual terms decide.
 */
export function callBackup(
  lead: AssignableLead,
  {
    states,
    team,
    now,
  }: { readonly states: readonly CandidateState[]; readonly team: Team['id']; readonly now: Instant },
): AssignableLead {
  const { backup, ...usual } = lead;
  if (!backup) return lead;
  const find = (id: RepId) => states.find(({ rep }) => rep === id);
  const away = find(backup.for)?.person;
  const deputy = away && findBackup(away, (id) => find(id)?.person, now);
  const state = deputy && find(deputy.id);
  const { capped: _capped, meetings: _meetings, waited: _waited, maxAwaySeconds: _away, ...terms } = usual;
  const reserved: AssignableLead = {
    ...terms,
    backup,
    ...(deputy && { only: deputy.id }),
    relax: [...lead.relax, ...lead.need.filter((list) => !lead.relax.includes(list))],
    ...(backup.isTakeover && { charged: false as const }),
  };
  const mayTake =
    state && !permanentObstacleOf(state, reserved, { team, need: [], excludePreviousHolders: true }) && state;
  return mayTake && canTakeInTime(mayTake, reserved, states) ? reserved : usual;
}

/**
 * Whether a rep can take a lead now or, being off shift, either before its time is up or while nobody in the team is at
 * work who could be earlier.
 */
function canTakeInTime(state: CandidateState, lead: AssignableLead, team: readonly CandidateState[]): boolean {
  if (state.shift === 'open') return temporaryObstacleOf(state, lead) === undefined;
  if (state.isFull(slotsNeededFor(lead))) return false;
  const back = state.availableAt(lead);
  if (back === undefined) return false;
  return back <= (lead.backup?.waitUntil ?? '') || team.every(({ shift }) => shift !== 'open');
}
