import { type AvailabilityBody, type repRoutes, toRepView } from '../../shared/api/reps.ts';
import { canSeeRep, canSeeTeam } from '../../shared/domain/access/visibility.ts';
import type { RepId, TeamId } from '../../shared/domain/ids.ts';
import { ownValue } from '../../shared/domain/own-value.ts';
import { normaliseAttributes } from '../../shared/domain/plan/built-in-values.ts';
import { keepCalendarLeaves } from '../../shared/domain/team/calendar-leaves.ts';
import type { Rep } from '../../shared/domain/team/rep.ts';
import { problem } from '../../shared/runtime/http/problem.ts';
import type { RouteHandler } from '../../shared/runtime/http/route.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { expandHolidays, type PublicHolidays } from '../../shared/use-cases/plans/expand-holidays.ts';
import { changeRep } from '../../shared/use-cases/reps/change-rep.ts';
import { NOT_YOUR_REP, NOT_YOUR_TEAM, visibilityFor } from '../wiring/visibility.ts';
import { NO_SUCH_REP } from './show-rep.ts';

export type SaveRepDeps = Pick<Deps, 'reps' | 'leads' | 'plans' | 'doorbell' | 'newId'> & {
  readonly publicHolidays: PublicHolidays;
};

const CHANGED_MEANWHILE = problem('conflict', 'Somebody else changed this rep at the same moment. Load and try again.');

/** `PUT /v1/reps/{id}`: creates or replaces a rep. */
export const putRep: RouteHandler<typeof repRoutes.putRep, SaveRepDeps> = async ({ params, body, now, log }, deps) => {
  const before = await deps.reps.get(params.id);
  const { holidayRegion, backup } = body;
  if (!(await isPossibleBackup(backup, params.id, deps))) return NO_SUCH_BACKUP;
  if (holidayRegion !== undefined && !(await expandHolidays(holidayRegion, now, deps))) return UNKNOWN_REGION;
  const attributes = normaliseAttributes(body.attributes);
  const filed: Rep = { ...body, attributes, id: params.id, version: (before?.version ?? 0) + 1 };
  const rep = keepCalendarLeaves(filed, before);
  const saved = await changeRep(rep, now, deps);
  if (saved !== 'done') return saved === 'stale' ? CHANGED_MEANWHILE : EMAIL_TAKEN;
  log.info('change_made', { outcome: 'rep_saved' });
  return { status: before ? 200 : 201, body: toRepView(rep, await deps.reps.loadOf(rep.id)) };
};

/** `PATCH /v1/reps/{id}/availability`: changes leaves, hours, caps, weights, and whether a rep has left. */
export const changeAvailability: RouteHandler<typeof repRoutes.changeAvailability, SaveRepDeps> = async (
  { params, body, principal, now, log },
  deps,
) => {
  const before = await deps.reps.get(params.id);
  if (!before) return NO_SUCH_REP;
  const visibility = await visibilityFor('changeAvailability', principal, deps);
  if (!canSeeRep(visibility, before)) return NOT_YOUR_REP;
  if (!teamsChangedBy(before, body).every((team) => canSeeTeam(visibility, team))) return NOT_YOUR_TEAM;
  const rep = applyAvailability(before, body);
  if (body.backup && !(await isPossibleBackup(body.backup, rep.id, deps))) return NO_SUCH_BACKUP;
  if ((await changeRep(rep, now, deps)) !== 'done') return CHANGED_MEANWHILE;
  log.info('change_made', { outcome: 'availability_changed' });
  return { status: 200, body: toRepView(rep, await deps.reps.loadOf(rep.id)) };
};

/** Returns the teams in which the rep's weight changes, appears or ends. */
function teamsChangedBy({ teams }: Rep, { teams: changed = teams }: AvailabilityBody): readonly TeamId[] {
  const all = new Set([...Object.keys(teams), ...Object.keys(changed)]);
  return [...all].filter((team) => ownValue(teams, team) !== ownValue(changed, team));
}

/** Applies a change. A missing field stays as it is; null removes the rep's own setting. */
function applyAvailability(rep: Rep, change: AvailabilityBody): Rep {
  const changed = {
    ...rep,
    version: rep.version + 1,
    active: change.active ?? rep.active,
    leaves: change.leaves ?? rep.leaves,
    teams: change.teams ?? rep.teams,
    hours: change.hours === undefined ? rep.hours : (change.hours ?? undefined),
    cap: change.cap === undefined ? rep.cap : (change.cap ?? undefined),
    backup: change.backup === undefined ? rep.backup : (change.backup ?? undefined),
  };
  return keepCalendarLeaves(changed, rep);
}

/** Whether a rep may name this backup: nobody, or another rep that exists. */
async function isPossibleBackup(backup: RepId | undefined, rep: RepId, { reps }: SaveRepDeps): Promise<boolean> {
  return backup === undefined || (backup !== rep && (await reps.get(backup)) !== undefined);
}

const NO_SUCH_BACKUP = problem('validation-failed', 'See `errors` for the invalid fields.', {
  errors: [{ in: 'body', field: '/backup', expected: 'the id of another rep' }],
});

const EMAIL_TAKEN = problem('validation-failed', 'See `errors` for the invalid fields.', {
  errors: [{ in: 'body', field: '/email', expected: 'an e-mail address that no other rep has' }],
});

const UNKNOWN_REGION = problem('validation-failed', 'See `errors` for the invalid fields.', {
  errors: [{ in: 'body', field: '/holidayRegion', expected: 'a region with known holidays, such as DE-BY or US' }],
});
