import type { Candidate } from '../domain/assigning/assign.ts';
import { isOpen } from '../domain/business-hours/working-time.ts';
import { settle } from '../domain/fairness/settling.ts';
import type { Ledger } from '../domain/fairness.ts';
import type { TeamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { localDate } from '../domain/local-date.ts';
import type { Team } from '../domain/plan/plan.ts';
import type { Rep } from '../domain/rep.ts';
import type { Admission } from '../ports/lead-store.ts';
import { scheduleFor } from './assignment-terms.ts';
import type { Deps } from './deps.ts';

/** A team as a batch is decided on: everybody in it, what they hold, and who is owed what. */
export interface TeamNow {
  readonly team: Team;
  readonly planVersion: number;
  readonly candidates: readonly Candidate[];
  /** With what was owed to it applied. */
  readonly ledger: Ledger;
  /** As it is stored. */
  readonly stored: Ledger;
  readonly applied: readonly string[];
  /** True when nobody is on shift with room for a lead. */
  readonly nobodyFree: boolean;
}

/** Reads a team for one decision; undefined when no plan is active or the team is in none. */
export async function readTeam(
  teamId: TeamId,
  now: Instant,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps'>,
): Promise<TeamNow | undefined> {
  const active = await deps.plans.active();
  const team = active?.plan.teams[teamId];
  if (!active || !team) return undefined;
  const [{ ledger: stored, owed }, members] = await Promise.all([deps.leads.ledger(teamId), deps.reps.team(teamId)]);
  const candidates: Candidate[] = [];
  for (const { rep, load } of members) {
    candidates.push({ rep, load, schedule: await scheduleFor(rep, team, active.plan, deps) });
  }
  const weights = new Map(members.filter(({ rep }) => rep.active).map(({ rep }) => [rep.id, rep.teams[teamId] ?? 0]));
  return {
    team,
    planVersion: active.version,
    candidates,
    ledger: settle({ ledger: stored, team, weights, owed }),
    stored,
    applied: owed.map(({ id }) => id),
    nobodyFree: !candidates.some((candidate) => hasRoom(candidate, team, now)),
  };
}

function hasRoom({ rep, load, schedule }: Candidate, team: Team, now: Instant): boolean {
  const { open, day } = capsOf(rep, team);
  if (!rep.active || load.open >= (open ?? Number.POSITIVE_INFINITY)) return false;
  if ((load.days[localDate(rep.zone, now)] ?? 0) >= (day ?? Number.POSITIVE_INFINITY)) return false;
  return isOpen(schedule, now);
}

/** What a robot's assignment must find when it is saved: the same rep, with room. */
export function admissionFor(rep: Rep, team: Team, now: Instant): Admission {
  const { open, day } = capsOf(rep, team);
  return { repVersion: rep.version, openCap: open, day: localDate(rep.zone, now), dayCap: day };
}
