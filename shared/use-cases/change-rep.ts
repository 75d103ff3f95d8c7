import { assignedStage, recomputed } from '../domain/assignment.ts';
import type { RepId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { holdOf, type Lead } from '../domain/lead.ts';
import type { Rep } from '../domain/rep.ts';
import { handOverAt } from '../domain/schedule.ts';
import { step } from '../domain/step.ts';
import { releasedStage } from '../domain/waiting.ts';
import type { RepChange } from '../ports/rep-store.ts';
import { managerOf, termsFor } from './assignment-terms.ts';
import type { Deps } from './deps.ts';
import { type Decision, saveStep } from './save-step.ts';

type RepDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'doorbell' | 'newId'>;

/**
 * Saves a rep and does what follows for the leads they hold. What follows is written down in the same transaction, so that a
 * crash in between loses nothing: the sweep finishes it.
 * @returns `stale` when somebody else changed the rep meanwhile.
 */
export async function changeRep(rep: Rep, now: Instant, deps: RepDeps): Promise<'done' | 'stale'> {
  const before = await deps.reps.get(rep.id);
  const teams = [...new Set([...Object.keys(before?.teams ?? {}), ...Object.keys(rep.teams)])].sort();
  const change: RepChange = { rep: rep.id, version: rep.version, at: now, teams };
  const saved = await deps.reps.save(rep, change);
  if (saved.outcome === 'stale') return 'stale';
  await followUpRepChange(change, now, deps);
  return 'done';
}

/**
 * What a change of a rep means for others: leads of who left are given up, deadlines of who goes on leave or changes hours move,
 * and their teams' doorbells ring, since somebody may now be free. Doing it twice is doing it once.
 */
export async function followUpRepChange(change: RepChange, now: Instant, deps: RepDeps): Promise<void> {
  const rep = await deps.reps.get(change.rep);
  for (const { lead } of rep ? await deps.reps.holds(change.rep) : []) {
    if (rep) await saveStep(lead, (current) => afterChange(current, rep, now, deps), deps);
  }
  for (const team of change.teams) await deps.doorbell.ring(team);
  await deps.reps.changeDone(change);
}

async function afterChange(lead: Lead, rep: Rep, now: Instant, deps: RepDeps): Promise<Decision<'unchanged'>> {
  const hold = holdOf(lead);
  const { stage } = lead;
  if (hold?.rep !== rep.id || (stage.state !== 'assigned' && stage.state !== 'working'))
    return { refused: 'unchanged' };
  const terms = await termsFor(lead, { rep: rep.id, team: hold.team, placedBy: stage.placedBy }, deps);
  if (!terms) return { refused: 'unchanged' };
  const { plan } = terms;
  const common = { at: now, eventId: deps.newId() };
  const data = { rep: rep.id, epoch: lead.epoch };
  if (!rep.active) return { change: await afterLeaving(lead, rep.id, { plan, team: hold.team, now }, deps) };
  if (stage.state === 'assigned') {
    // The SLA that it is under now: a touch may have put it under a stricter one than its routing did.
    const sla = plan.slas.find((row) => row.sla === stage.sla) ?? terms.sla;
    const moved = recomputed(stage, { ...terms, sla }, { now, onlyTighter: false });
    if (!moved) return { refused: 'unchanged' };
    const told = { ...data, revision: moved.revision, because: 'availability' };
    return { change: step(lead, { ...common, type: 'DeadlineMoved', data: told, stage: moved }) };
  }
  const leaveAt = stage.placedBy === 'person' ? undefined : handOverAt(rep, plan.away, 'working', now);
  if (leaveAt === stage.leaveAt) return { refused: 'unchanged' };
  const revision = stage.revision + 1;
  const told = { ...data, revision, because: 'availability' };
  return {
    change: step(lead, { ...common, type: 'DeadlineMoved', data: told, stage: { ...stage, leaveAt, revision } }),
  };
}

/** Who has left holds nothing: the lead goes back to the team, or to its manager, as the plan says. */
async function afterLeaving(
  lead: Lead,
  rep: RepId,
  options: { readonly plan: Parameters<typeof releasedStage>[1]; readonly team: string; readonly now: Instant },
  deps: RepDeps,
) {
  const { plan, team, now } = options;
  const manager = await managerOf(team, plan, deps);
  const holders = lead.holders.includes(rep) ? lead.holders : [...lead.holders, rep];
  const common = { at: now, eventId: deps.newId() };
  const terms =
    plan.left.open === 'manager' ? await termsFor(lead, { rep: manager, team, placedBy: 'person' }, deps) : undefined;
  if (terms && manager !== rep) {
    const epoch = lead.epoch + 1;
    return {
      ...step(lead, {
        ...common,
        type: 'LeadAssigned',
        data: { rep: manager, team, epoch, placedBy: 'person', because: 'left', previous: rep },
        stage: assignedStage(terms, { team, now }),
        patch: { epoch, holders },
      }),
      admission: { day: now.slice(0, 10) },
    };
  }
  return step(lead, {
    ...common,
    type: 'LeadReleased',
    data: { rep, epoch: lead.epoch, team, because: 'left' },
    stage: releasedStage(lead, plan, { team, now, because: 'left', accountable: manager }),
    patch: { holders },
  });
}
