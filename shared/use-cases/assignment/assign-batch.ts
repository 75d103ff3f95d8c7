import { type AssignmentBatchResult, decideBatch, type LeadAssignment } from '../../domain/assignment/assign.ts';
import { leadToAssignable, turnBandOf } from '../../domain/assignment/assignable.ts';
import { buildAssignedStage } from '../../domain/assignment/assignment-stages.ts';
import type { AssignableLead } from '../../domain/assignment/candidate.ts';
import { keepInputs } from '../../domain/assignment/decision-inputs.ts';
import { isNobodyFree } from '../../domain/assignment/nobody-free.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import { acceptTermsOf } from '../../domain/handoff/handoff.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { addPreviousHolder, type Lead } from '../../domain/lead/lead.ts';
import { transition } from '../../domain/lead/transition.ts';
import type { CalendarRefresh } from '../../ports/calendar-refresh.ts';
import type { LeadChange, QueuedLead } from '../../ports/lead-store.ts';
import type { Source } from '../../ports/source-store.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import type { Deps } from '../deps.ts';
import { endListedLeads } from '../do-not-contact/end-listed-leads.ts';
import { planOf } from './assignment-terms.ts';
import { fallBack, sendToCatchAll } from './fall-back.ts';
import { joinColleagues } from './join-colleagues.ts';
import { loadQueued } from './load-queued.ts';
import { readMeetings } from './read-meetings.ts';
import { readTeam, type TeamSnapshot } from './read-team.ts';
import { setAsideUnassignable } from './set-aside.ts';
import { applySurge, changeSurge, type SurgedTeam } from './settle-surge.ts';
import { toAssignable } from './to-assignable.ts';

/**
 * Leads per batch. Each writes up to five items and two reps' loads; with the ledger and the decision that stays within
 * a transaction's limit of 100 items.
 */
export const MAX_BATCH_LEADS = 14;
/** Attempts lost to other writers before this ring fails and is retried later. */
const MAX_ATTEMPTS = 8;

export type AssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'sources' | 'doNotContact' | 'calendars' | 'newId'> & {
  /** Absent: leads are assigned by what is known of calendars. */
  readonly calendarRefresh?: CalendarRefresh;
};

/** The result of working through leads of a team's queue. */
export interface DrainResult {
  readonly assigned: number;
  /**
   * Leads that stay with a new date or moved to the next target of their route; only those for which something was
   * saved.
   */
  readonly deferred: number;
  /** Leads whose content the store rejects, set aside for a person to look at. */
  readonly rejected: number;
}

/** `isNobodyFree`: nobody in the team can take any lead now. */
type BatchResult = DrainResult & { readonly nobodyFree: boolean };

/** Up to {@link MAX_BATCH_LEADS} leads from one team's queue, in queue order. */
interface Batch {
  readonly team: TeamId;
  readonly queued: readonly QueuedLead[];
  readonly now: Instant;
  /** The import list in whose queue they are, with its pace. */
  readonly list?: Pick<Source, 'id' | 'kind' | 'pace'>;
  /**
   * Keeps a lead that nobody can take now in this queue and returns whether anything was saved. Absent: {@link fallBack}
   * decides.
   */
  readonly stay?: (lead: LeadId) => Promise<boolean>;
}

/**
 * Assigns the leads of one batch within a team and saves the result under the ledger's version. A lead that cannot be
 * assigned stays with a new date or moves to the next target of its route.
 * @throws when other writers keep winning; the ring is retried.
 */
export async function assignBatch(input: Batch, deps: AssignDeps): Promise<BatchResult> {
  return decideAgain({ maxAttempts: MAX_ATTEMPTS, failure: `team ${input.team} kept changing` }, async () => {
    const teamNow = await readTeam(input.team, deps);
    const attempted = teamNow ? assignOnce(input, teamNow, deps) : fallBackAll(input, deps);
    const batchResult = await attempted.catch((error: unknown) => {
      if (input.queued.length <= 1) throw error;
      return 'spoiled' as const;
    });
    return batchResult === 'spoiled' ? assignOneByOne(input, deps) : batchResult;
  });
}

async function assignOnce(
  input: Batch,
  teamNow: TeamSnapshot,
  deps: AssignDeps,
): Promise<BatchResult | typeof LOST_RACE | 'spoiled'> {
  const loaded = await loadQueued(input.queued, deps);
  const { others } = await endListedLeads(loaded, input.now, deps);
  const assignable = await setAsideUnassignable(others, input, deps);
  const { now, afterwards, sentBack } = await joinColleagues(assignable, input, deps);
  const first = await assignLeads(now, { ...input, teamNow }, deps);
  if (first === LOST_RACE || first === 'spoiled') return first;
  const queued = input.queued.filter(({ lead }) => afterwards.some(({ id }) => id === lead));
  const rest = queued.length > 0 ? await assignBatch({ ...input, queued }, deps) : NO_LEADS;
  return {
    assigned: first.assigned + rest.assigned,
    deferred: sentBack + first.deferred + rest.deferred,
    rejected: first.rejected + rest.rejected,
    // A batch of entries that are not true says nothing of the leads behind them.
    nobodyFree: loaded.length > 0 && first.nobodyFree && rest.nobodyFree,
  };
}

const NO_LEADS: BatchResult = { assigned: 0, deferred: 0, rejected: 0, nobodyFree: true };

async function assignLeads(
  leads: readonly Lead[],
  input: Batch & { readonly teamNow: TeamSnapshot },
  deps: AssignDeps,
): Promise<BatchResult | typeof LOST_RACE | 'spoiled'> {
  const { team, now, list } = input;
  const asked = applySurge(input.teamNow, list);
  const teamNow: SurgedTeam = { ...asked, ...(await readMeetings(asked, { leads, now }, deps)) };
  const batch = await Promise.all(leads.map((lead) => toAssignable(lead, { list, teamNow, now }, deps)));
  const decided = decideBatch({ ...teamNow, batch, now });
  if (await changeSurge(input.teamNow, { leads, decided, list, now }, deps)) return LOST_RACE;
  const saved = await saveBatch({ decided, batch, leads, teamNow, now }, deps);
  if (saved === LOST_RACE) return LOST_RACE;
  if (saved === 'bad' && input.queued.length > 1) return 'spoiled';
  let deferred = 0;
  const hasNoTime = teamNow.surge !== undefined && teamNow.team.surge?.backupAtOnce === true;
  for (const unplaced of decided.unassigned) {
    const stays = unplaced.because !== 'nobody_ever' && input.stay;
    if (await (stays ? stays(unplaced.lead) : fallBack({ ...unplaced, team, now, hasNoTime }, deps))) deferred += 1;
  }
  if (saved === 'done')
    return { assigned: decided.assignments.length, deferred, rejected: 0, nobodyFree: isNobodyFree(decided) };
  for (const { lead } of decided.assignments)
    await sendToCatchAll({ lead, team, now, because: 'refused_by_store' }, deps);
  return { assigned: 0, deferred, rejected: decided.assignments.length, nobodyFree: false };
}

/** Moves the leads of a team that the active plan no longer has to the next target of their route. */
async function fallBackAll(input: Batch, deps: AssignDeps): Promise<BatchResult> {
  let deferred = 0;
  for (const { lead } of (await deps.plans.active()) ? input.queued : []) {
    if (await fallBack({ lead, team: input.team, because: 'nobody_ever', now: input.now }, deps)) deferred += 1;
  }
  return { assigned: 0, deferred, rejected: 0, nobodyFree: false };
}

interface DecidedBatch {
  readonly decided: AssignmentBatchResult;
  readonly batch: readonly AssignableLead[];
  readonly leads: readonly Lead[];
  readonly teamNow: TeamSnapshot;
  readonly now: Instant;
}

async function saveBatch(
  { decided, batch, leads, teamNow, now }: DecidedBatch,
  deps: AssignDeps,
): Promise<'done' | typeof LOST_RACE | 'bad'> {
  if (decided.assignments.length === 0 && teamNow.appliedAdjustments.length === 0) return 'done';
  const inputs = keepInputs(decided.record, { ...teamNow, batch });
  const decision = { id: `dec_${deps.newId()}`, plan: teamNow.planVersion, record: { ...decided.record, inputs } };
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const transitions: LeadChange[] = [];
  for (const placement of decided.assignments) {
    const lead = byId.get(placement.lead);
    if (lead) transitions.push(await buildAssignment({ lead, placement, decision: decision.id, teamNow, now }, deps));
  }
  // Applied adjustments leave the team's list only with a new ledger version, even when no entry changed, as in a team
  // without turns.
  const posts = decided.ledger.version !== teamNow.storedLedger.version || teamNow.appliedAdjustments.length > 0;
  const saved = await deps.leads.commit({
    transitions,
    ledger: posts ? { ...decided.ledger, version: teamNow.storedLedger.version + 1 } : undefined,
    appliedAdjustments: teamNow.appliedAdjustments,
    decision: transitions.length > 0 ? decision : undefined,
  });
  if (saved.outcome === 'done') return 'done';
  return saved.outcome === 'invalid' ? 'bad' : LOST_RACE;
}

async function buildAssignment(
  options: { lead: Lead; placement: LeadAssignment; decision: string; teamNow: TeamSnapshot; now: Instant },
  deps: AssignDeps,
): Promise<LeadChange> {
  const { lead, placement, decision, teamNow, now } = options;
  const candidate = teamNow.candidates.find(({ rep }) => rep.id === placement.rep);
  const plan = await planOf(lead, deps);
  if (!candidate || !plan) throw new Error('the chosen rep is not a candidate');
  const { rep, schedule } = candidate;
  const previous = lead.stage.state === 'assigned' ? lead.stage.owner : undefined;
  const epoch = lead.epoch + 1;
  const common = { plan, sla: slaOf(plan, lead), rep, schedule, placedBy: 'system' } as const;
  const terms = {
    ...common,
    ...acceptTermsOf(lead, rep.id),
    suppressNotification: lead.shadow,
  };
  const assigned = transition(lead, {
    type: 'LeadAssigned',
    data: {
      rep: rep.id,
      team: teamNow.team.id,
      epoch,
      placedBy: 'system',
      because: previous ? 'reassigned' : placement.asBackup ? 'backup' : 'turn',
      decision,
      previous,
      turnBand: turnBandOf(leadToAssignable(lead), placement),
    },
    at: now,
    eventId: deps.newId(),
    stage: buildAssignedStage(terms, { team: teamNow.team.id, now, decision, ...chargesOf(lead, placement) }),
    patch: {
      epoch,
      previousHolders: addPreviousHolder(lead, previous),
      reassignments: lead.reassignments + (previous ? 1 : 0),
    },
  });
  return { ...assigned, admission: placement.saveConditions };
}

/** Returns what an assignment costs its owner: a turn and slots. */
function chargesOf(lead: Lead, { asBackup }: LeadAssignment): Pick<AssignableLead, 'charged' | 'band' | 'weight'> {
  const { charged, band, weight } = leadToAssignable(lead);
  return { charged: asBackup ? asBackup.charged : charged, band, weight };
}

/**
 * Assigns each lead of a batch on its own to isolate the bad one; the others still get their owner.
 * @throws when all of them fail: then the cause is not the content of one lead.
 */
async function assignOneByOne({ queued, ...batch }: Batch, deps: AssignDeps): Promise<BatchResult> {
  const total = { assigned: 0, deferred: 0, rejected: 0, nobodyFree: false };
  const failures: unknown[] = [];
  for (const one of queued) {
    try {
      const result = await assignBatch({ ...batch, queued: [one] }, deps);
      total.assigned += result.assigned;
      total.deferred += result.deferred;
      total.rejected += result.rejected;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === queued.length) throw failures[0];
  return { ...total, rejected: total.rejected + failures.length };
}
