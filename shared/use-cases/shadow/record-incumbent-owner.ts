import { workingStage } from '../../domain/assignment/assignment-stages.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Working } from '../../domain/lead/stage.ts';
import { step } from '../../domain/lead/transition.ts';
import { type RealOwner, withRealOwner } from '../../domain/shadow/shadow-mode.ts';
import { termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { saveStep } from '../save-transition.ts';

/** The incumbent's owner of a lead, as reported by the incumbent system. */
export interface RecordObservation {
  readonly lead: LeadId;
  readonly owner: RepId;
  /** When they got it; defaults to now. */
  readonly at?: Instant;
  readonly firstTouchAt?: Instant;
  readonly by: RepId;
  readonly now: Instant;
}

/** `repeated`: already known; `not_observed`: the lead came while Baton was live, so there is nothing to compare. */
export type Observed = 'recorded' | 'repeated' | 'no_such_lead' | 'not_observed';

type ObserveDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'observations' | 'newId'>;

/**
 * Records the incumbent's owner of a lead: as an event while it is open, and beside it for the comparison. Their first
 * response stops the clock of the owner Baton chose. Idempotent.
 */
export async function recordObservation(told: RecordObservation, deps: ObserveDeps): Promise<Observed> {
  const lead = await deps.leads.load(told.lead);
  if (!lead) return 'no_such_lead';
  const known = await deps.observations.of(lead);
  if (lead.observed !== true || !known) return 'not_observed';
  const rep = await deps.reps.get(told.owner);
  const teams = Object.keys(rep?.teams ?? {}).sort();
  const theirs = withRealOwner(known.theirs, ownerOf(told, teams, known.theirs));
  if (JSON.stringify(theirs) === JSON.stringify(known.theirs)) return 'repeated';
  const actor: Actor = { kind: 'person', id: told.by };
  if (known.theirs?.rep !== told.owner) await noteOwner(told, actor, deps);
  if (theirs.firstTouchAt !== undefined) await noteTouch(told, { at: theirs.firstTouchAt, actor }, deps);
  // Saved last: after a failure, a repeated report runs all steps again.
  await deps.observations.saveOwner(lead, theirs);
  return 'recorded';
}

/** Returns the owner; one reported again without a time keeps the time of their first report. */
function ownerOf(told: RecordObservation, teams: readonly string[], known: RealOwner | undefined): RealOwner {
  const { owner, firstTouchAt, now } = told;
  const at = told.at ?? (known?.rep === owner ? known.at : now);
  return { rep: owner, teams, at, ...(firstTouchAt !== undefined && { firstTouchAt }) };
}

async function noteOwner({ lead: id, owner, now }: RecordObservation, actor: Actor, deps: ObserveDeps): Promise<void> {
  await saveStep<'closed'>(
    id,
    (lead) => {
      if (lead.stage.state === 'closed') return { refused: 'closed' };
      const data = { rep: owner };
      const { stage } = lead;
      return { change: step(lead, { type: 'OwnerObserved', data, at: now, actor, eventId: deps.newId(), stage }) };
    },
    deps,
  );
}

async function noteTouch(
  { lead: id, now }: RecordObservation,
  touch: { readonly at: Instant; readonly actor: Actor },
  deps: ObserveDeps,
): Promise<void> {
  await saveStep<'no_clock'>(
    id,
    async (lead) => {
      if (lead.stage.state !== 'assigned') return { refused: 'no_clock' };
      const stage = await touchedStage(lead, { at: touch.at, now }, deps);
      if (!stage) return { refused: 'no_clock' };
      const data = { rep: stage.owner, epoch: lead.epoch, how: 'observed' };
      const { actor } = touch;
      return { change: step(lead, { type: 'FirstTouchMade', data, at: now, actor, eventId: deps.newId(), stage }) };
    },
    deps,
  );
}

/**
 * Returns the working stage from the real first response on. It is late only if that response was, however late it is
 * reported.
 */
async function touchedStage(
  lead: Lead,
  { at, now }: { readonly at: Instant; readonly now: Instant },
  deps: ObserveDeps,
): Promise<Working | undefined> {
  const { stage } = lead;
  if (stage.state !== 'assigned') return undefined;
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  if (!terms) return undefined;
  const firstTouchAt = at < stage.assignedAt ? stage.assignedAt : at > now ? now : at;
  const breached = stage.deadlines.some((deadline) => deadline.kind === 'breach' && deadline.at <= firstTouchAt);
  return { ...workingStage(stage, terms, { now }), firstTouchAt, breached };
}
