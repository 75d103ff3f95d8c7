import { buildAssignedStage, recomputeDeadlines } from '../../domain/assignment/assignment-stages.ts';
import { localDateOf } from '../../domain/business-hours/local-day.ts';
import { buildReleasedStage } from '../../domain/follow-up/queue-stages.ts';
import { endHandoffIfGivenBack } from '../../domain/handoff/handoff.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { addPreviousHolder, holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { effectiveCapsOf, type Rep } from '../../domain/team/rep.ts';
import { leaveHandoverAt } from '../../domain/team/schedule.ts';
import type { LeadChange } from '../../ports/lead-store.ts';
import type { RepChange, SaveRepResult } from '../../ports/rep-store.ts';
import { managerOf, teamOf, termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { type Decision, saveTransition } from '../save-transition.ts';

type ChangeRepDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'doorbell' | 'newId'>;

/**
 * Saves a rep and applies the consequences to the leads they hold. The pending change is saved in the same transaction,
 * so a crash loses nothing: the sweep finishes it.
 * @returns `stale` when somebody else changed the rep meanwhile, `email_taken` when another rep has the e-mail address.
 */
export async function changeRep(rep: Rep, now: Instant, deps: ChangeRepDeps): Promise<SaveRepResult['outcome']> {
  const before = await deps.reps.get(rep.id);
  const teams = [...new Set([...Object.keys(before?.teams ?? {}), ...Object.keys(rep.teams)])].sort();
  const change: RepChange = { rep: rep.id, version: rep.version, at: now, teams };
  const saved = await deps.reps.save(rep, change);
  if (saved.outcome !== 'done') return saved.outcome;
  await applyRepChange(change, now, deps);
  return 'done';
}

/**
 * Applies a change of a rep to others. Leads of a rep who left are released, deadlines move when a rep goes on leave or
 * changes hours, and the doorbells of their teams ring, since somebody may now be free. Idempotent.
 */
export async function applyRepChange(change: RepChange, now: Instant, deps: ChangeRepDeps): Promise<void> {
  const rep = await deps.reps.get(change.rep);
  const failures: unknown[] = [];
  for (const { lead } of rep ? await deps.reps.holdsOf(change.rep) : []) {
    // One failing lead must not keep the others with a rep who is gone.
    if (rep) await applyRepChangeToLead(lead, { rep, now }, deps).catch((error: unknown) => failures.push(error));
  }
  for (const team of change.teams) await deps.doorbell.ring(team);
  if (failures.length > 0) throw failures[0];
  await deps.reps.completeChange(change);
}

async function applyRepChangeToLead(
  lead: LeadId,
  { rep, now }: { readonly rep: Rep; readonly now: Instant },
  deps: ChangeRepDeps,
): Promise<void> {
  const followed = await saveTransition(lead, (current) => decideAfterChange(current, { rep, now }, deps), deps);
  // The manager who should get it is at their cap or has left too.
  if (followed.outcome === 'not_saved')
    await saveTransition(lead, (current) => decideAfterChange(current, { rep, now, toTeam: true }, deps), deps);
}

interface RepChangeContext {
  readonly rep: Rep;
  readonly now: Instant;
  /** Leads of a rep who left go to the team, whatever the plan says. */
  readonly toTeam?: boolean;
}

async function decideAfterChange(
  lead: Lead,
  changed: RepChangeContext,
  deps: ChangeRepDeps,
): Promise<Decision<'unchanged'>> {
  const { rep, now } = changed;
  const hold = holdOf(lead);
  const { stage } = lead;
  if (hold?.rep !== rep.id || (stage.state !== 'assigned' && stage.state !== 'working'))
    return { refused: 'unchanged' };
  const terms = await termsFor(lead, { rep: rep.id, team: hold.team, placedBy: stage.placedBy }, deps);
  if (!terms) return { refused: 'unchanged' };
  const { plan } = terms;
  const common = { at: now, eventId: deps.newId() };
  const data = { rep: rep.id, epoch: lead.epoch };
  if (!rep.active) return { change: await decideAfterLeaving(lead, { ...changed, plan, team: hold.team }, deps) };
  if (stage.state === 'assigned') {
    // The SLA that applies now: a touchpoint may have selected a stricter one than routing did.
    const sla = plan.slas.find((row) => row.sla === stage.sla) ?? terms.sla;
    const moved = recomputeDeadlines(stage, { ...terms, sla }, now);
    if (!moved) return { refused: 'unchanged' };
    const eventData = { ...data, revision: moved.revision, because: 'availability' };
    return { change: transition(lead, { ...common, type: 'DeadlineMoved', data: eventData, stage: moved }) };
  }
  const leaveAt = stage.placedBy === 'person' ? undefined : leaveHandoverAt(rep, plan.away, 'working', now);
  if (leaveAt === stage.leaveAt) return { refused: 'unchanged' };
  const revision = stage.revision + 1;
  const told = { ...data, revision, because: 'availability' };
  return {
    change: transition(lead, { ...common, type: 'DeadlineMoved', data: told, stage: { ...stage, leaveAt, revision } }),
  };
}

/** Takes the lead from a rep who left: it goes back to the team or to its manager, as the plan says. */
async function decideAfterLeaving(
  lead: Lead,
  { rep: { id: rep }, now, toTeam, plan, team }: RepChangeContext & { readonly plan: Plan; readonly team: TeamId },
  deps: ChangeRepDeps,
): Promise<LeadChange> {
  const manager = await managerOf(team, plan, deps);
  const common = { at: now, eventId: deps.newId() };
  const holders = addPreviousHolder(lead, rep);
  const toManager = plan.left.open === 'manager' && !toTeam && manager !== rep;
  const handoff = endHandoffIfGivenBack(lead, { rep: manager, team });
  const given = { rep: manager, team, placedBy: 'person' } as const;
  const terms = toManager ? await termsFor({ ...lead, handoff }, given, deps) : undefined;
  if (terms) {
    const epoch = lead.epoch + 1;
    const assigned = transition(lead, {
      ...common,
      type: 'LeadAssigned',
      data: { rep: manager, team, epoch, placedBy: 'person', because: 'left', previous: rep },
      stage: buildAssignedStage(terms, { team, now }),
      patch: { epoch, previousHolders: holders, handoff },
    });
    const caps = effectiveCapsOf(terms.rep, (await teamOf(team, plan, deps))?.team ?? { cap: {} });
    return { ...assigned, admission: { day: localDateOf(terms.rep.zone, now), ...caps } };
  }
  // If another owner is being sought already, the search continues.
  const backTo = workItemOf(lead)?.team ?? team;
  return transition(lead, {
    ...common,
    type: 'LeadReleased',
    data: { rep, epoch: lead.epoch, team: backTo, because: 'left' },
    stage: buildReleasedStage(lead, plan, { team: backTo, now, because: 'left', accountable: manager }),
    patch: { previousHolders: holders },
  });
}
