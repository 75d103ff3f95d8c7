import { type AssignmentTerms, buildAssignedStage, carryOnClock } from '../../domain/assignment/assignment-stages.ts';
import { localDateOf } from '../../domain/business-hours/local-day.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import { acceptTermsOf, endHandoffIfGivenBack } from '../../domain/handoff/handoff.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { addPreviousHolder, holdOf, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Team } from '../../domain/plan/team.ts';
import { effectiveCapsOf, type Rep } from '../../domain/team/rep.ts';
import type { Deps } from '../deps.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { type Decision, saveTransition, type TransitionResult } from '../save-transition.ts';
import { planOf, scheduleFor, teamOf } from './assignment-terms.ts';

export interface AssignManuallyInput {
  readonly leadId: LeadId;
  /** The epoch the person was looking at. The lead is left alone if it has moved on since. */
  readonly epoch: number;
  readonly rep: RepId;
  /** The reason, as a code; required to exceed a cap. */
  readonly reason?: string;
  readonly overCap: boolean;
  readonly by: RepId;
  readonly now: Instant;
}

/**
 * Why a manual assignment was refused. `full`: the rep is at their cap; with a reason a person may exceed it if the
 * plan allows that. `do_not_contact`: the person is on the do-not-contact list, and the lead has ended.
 */
export type ManualAssignmentRefusal =
  | 'old_epoch'
  | 'closed'
  | 'do_not_contact'
  | 'unknown_rep'
  | 'rep_left'
  | 'rep_in_no_team'
  | 'already_theirs'
  | 'over_cap_needs_reason'
  | 'over_cap_forbidden'
  | 'no_plan';

/**
 * Assigns a lead to a rep on a person's decision. The system never moves such a lead, it only warns and escalates.
 * Takes no turn: the ledger does not change. Once people have assigned the lead as often as `limits.byHand` allows, a
 * further assignment does not renew the clock, and the manager is told: otherwise a lead could be passed to and fro for
 * ever, each time with a new clock, and nobody would know.
 */
export async function assignManually(
  input: AssignManuallyInput,
  deps: Pick<Deps, 'leads' | 'plans' | 'reps' | 'doNotContact' | 'newId'>,
): Promise<TransitionResult<ManualAssignmentRefusal>> {
  return saveTransition<ManualAssignmentRefusal>(
    input.leadId,
    async (lead): Promise<Decision<ManualAssignmentRefusal>> => {
      if (input.epoch !== lead.epoch) return { refused: 'old_epoch' };
      if (lead.stage.state === 'closed') return { refused: 'closed' };
      if ((await endListedLeads([lead], input.now, deps)).ended.length > 0) return { refused: 'do_not_contact' };
      const [plan, rep] = await Promise.all([planOf(lead, deps), deps.reps.get(input.rep)]);
      if (!plan) return { refused: 'no_plan' };
      if (!rep) return { refused: 'unknown_rep' };
      if (!rep.active) return { refused: 'rep_left' };
      if (holdOf(lead)?.rep === rep.id) return { refused: 'already_theirs' };
      if (input.overCap && plan.manual.overCap === 'never') return { refused: 'over_cap_forbidden' };
      if (input.overCap && !input.reason) return { refused: 'over_cap_needs_reason' };
      const planned = await teamFor(lead, rep, plan, deps);
      if (!planned) return { refused: 'rep_in_no_team' };
      const schedule = await scheduleFor(rep, planned, deps);
      return {
        change: buildManualAssignment({ lead, plan, rep, team: planned.team, schedule, input, eventId: deps.newId() }),
      };
    },
    deps,
  );
}

/** Returns the lead's team if the rep is a member, else the first of the rep's teams that exists. */
async function teamFor(lead: Lead, rep: Rep, plan: Plan, deps: Pick<Deps, 'plans'>): ReturnType<typeof teamOf> {
  const currentTeam = holdOf(lead)?.team ?? workItemOf(lead)?.team;
  const ids = Object.keys(rep.teams).sort();
  for (const id of currentTeam && ids.includes(currentTeam) ? [currentTeam, ...ids] : ids) {
    const planned = await teamOf(id, plan, deps);
    if (planned) return planned;
  }
  return undefined;
}

function buildManualAssignment(options: {
  lead: Lead;
  plan: Plan;
  rep: Rep;
  team: Team;
  schedule: AssignmentTerms['schedule'];
  input: AssignManuallyInput;
  eventId: string;
}) {
  const { lead, plan, rep, team, schedule, input, eventId } = options;
  const previous = holdOf(lead)?.rep;
  const handoff = endHandoffIfGivenBack(lead, { rep: rep.id, team: team.id });
  const leadWithHandoff = { ...lead, handoff };
  const epoch = lead.epoch + 1;
  const because = input.reason ?? 'manual';
  const terms: AssignmentTerms = {
    plan,
    sla: slaOf(plan, leadWithHandoff),
    rep,
    schedule,
    placedBy: 'person',
    ...acceptTermsOf(leadWithHandoff, rep.id),
    suppressNotification: lead.shadow,
  };
  const stage = buildAssignedStage(terms, { team: team.id, now: input.now });
  const before = lead.stage.state === 'assigned' ? lead.stage : undefined;
  const timesByHand = (lead.assignedByHand ?? 0) + 1;
  // Who assigns it knows of it: then the next one up is told.
  const tell = input.by === team.manager ? 'plan_owner' : 'manager';
  const assigned = transition(lead, {
    type: 'LeadAssigned',
    data: { rep: rep.id, team: team.id, epoch, placedBy: 'person', because, previous },
    at: input.now,
    actor: { kind: 'person', id: input.by },
    eventId,
    stage: timesByHand > plan.limits.byHand ? carryOnClock(stage, before, { terms, tell, now: input.now }) : stage,
    patch: {
      epoch,
      assignedByHand: timesByHand,
      previousHolders: addPreviousHolder(lead, previous),
      handoff,
    },
  });
  const caps = input.overCap ? {} : effectiveCapsOf(rep, team);
  return { ...assigned, admission: { day: localDateOf(rep.zone, input.now), ...caps } };
}
