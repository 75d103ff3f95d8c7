import { buildWorkingStage } from '../../domain/assignment/working-stage.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/lead/events.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import type { Working } from '../../domain/lead/stage.ts';
import { transition } from '../../domain/lead/transition.ts';
import { type IncumbentOwner, mergeIncumbentOwner } from '../../domain/shadow/shadow-mode.ts';
import { termsFor } from '../assignment/assignment-terms.ts';
import type { Deps } from '../deps.ts';
import { saveTransition } from '../save-transition.ts';

/** The incumbent's owner of a lead, as reported by the incumbent system. */
export interface IncumbentOwnerReport {
  readonly lead: LeadId;
  readonly owner: RepId;
  /** When they got it; defaults to now. */
  readonly at?: Instant;
  readonly firstResponseAt?: Instant;
  readonly by: RepId;
  readonly now: Instant;
}

/** `repeated`: already known; `not_in_shadow_mode`: the lead came while Baton was live, so there is nothing to compare. */
export type RecordOwnerOutcome = 'recorded' | 'repeated' | 'no_such_lead' | 'not_in_shadow_mode';

type ShadowDeps = Pick<Deps, 'leads' | 'reps' | 'plans' | 'observations' | 'newId'>;

/**
 * Records the incumbent's owner of a lead: as an event while it is open, and beside it for the comparison. Their first
 * response stops the clock of the owner Baton chose. Idempotent.
 */
export async function recordIncumbentOwner(
  report: IncumbentOwnerReport,
  deps: ShadowDeps,
): Promise<RecordOwnerOutcome> {
  const lead = await deps.leads.load(report.lead);
  if (!lead) return 'no_such_lead';
  const known = await deps.observations.get(lead);
  if (lead.shadow !== true || !known) return 'not_in_shadow_mode';
  const rep = await deps.reps.get(report.owner);
  const teams = Object.keys(rep?.teams ?? {}).sort();
  const incumbent = mergeIncumbentOwner(known.incumbent, incumbentOwnerOf(report, teams, known.incumbent));
  if (JSON.stringify(incumbent) === JSON.stringify(known.incumbent)) return 'repeated';
  const actor: Actor = { kind: 'person', id: report.by };
  if (known.incumbent?.rep !== report.owner) await saveOwnerEvent(report, actor, deps);
  if (incumbent.firstResponseAt !== undefined)
    await saveFirstResponse(report, { at: incumbent.firstResponseAt, actor }, deps);
  // Saved last: after a failure, a repeated report runs all steps again.
  await deps.observations.saveIncumbentOwner(lead, incumbent);
  return 'recorded';
}

/** Returns the owner; one reported again without a time keeps the time of their first report. */
function incumbentOwnerOf(
  told: IncumbentOwnerReport,
  teams: readonly string[],
  known: IncumbentOwner | undefined,
): IncumbentOwner {
  const { owner, firstResponseAt, now } = told;
  const at = told.at ?? (known?.rep === owner ? known.at : now);
  return { rep: owner, teams, at, ...(firstResponseAt !== undefined && { firstResponseAt: firstResponseAt }) };
}

async function saveOwnerEvent(
  { lead: id, owner, now }: IncumbentOwnerReport,
  actor: Actor,
  deps: ShadowDeps,
): Promise<void> {
  await saveTransition<'closed'>(
    id,
    (lead) => {
      if (lead.stage.state === 'closed') return { refused: 'closed' };
      const data = { rep: owner };
      const { stage } = lead;
      return {
        change: transition(lead, {
          type: 'IncumbentOwnerReported',
          data,
          at: now,
          actor,
          eventId: deps.newId(),
          stage,
        }),
      };
    },
    deps,
  );
}

async function saveFirstResponse(
  { lead: id, now }: IncumbentOwnerReport,
  touch: { readonly at: Instant; readonly actor: Actor },
  deps: ShadowDeps,
): Promise<void> {
  await saveTransition<'no_clock'>(
    id,
    async (lead) => {
      if (lead.stage.state !== 'assigned') return { refused: 'no_clock' };
      const stage = await workingStageAfter(lead, { at: touch.at, now }, deps);
      if (!stage) return { refused: 'no_clock' };
      const data = { rep: stage.owner, epoch: lead.epoch, how: 'shadow' };
      const { actor } = touch;
      return {
        change: transition(lead, { type: 'FirstResponseMade', data, at: now, actor, eventId: deps.newId(), stage }),
      };
    },
    deps,
  );
}

/**
 * Returns the working stage from the real first response on. It is late only if that response was, however late it is
 * reported.
 */
async function workingStageAfter(
  lead: Lead,
  { at, now }: { readonly at: Instant; readonly now: Instant },
  deps: ShadowDeps,
): Promise<Working | undefined> {
  const { stage } = lead;
  if (stage.state !== 'assigned') return undefined;
  const terms = await termsFor(lead, { rep: stage.owner, team: stage.team, placedBy: stage.placedBy }, deps);
  if (!terms) return undefined;
  const firstResponseAt = at < stage.assignedAt ? stage.assignedAt : at > now ? now : at;
  const breached = stage.deadlines.some((deadline) => deadline.kind === 'breach' && deadline.at <= firstResponseAt);
  return { ...buildWorkingStage(stage, terms, { now }), firstResponseAt: firstResponseAt, wasBreached: breached };
}
