import { type Assigned, assign, type Placement } from '../../domain/assignment/assign.ts';
import { assignableOf } from '../../domain/assignment/assignable.ts';
import { assignedStage } from '../../domain/assignment/assignment-stages.ts';
import type { Assignable } from '../../domain/assignment/candidate.ts';
import { nobodyFree } from '../../domain/assignment/nobody-free.ts';
import { slaOf } from '../../domain/follow-up/sla-of-lead.ts';
import { acceptWithin } from '../../domain/handoff/handoff.ts';
import type { LeadId, TeamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { holdersAfter, type Lead, workItemOf } from '../../domain/lead/lead.ts';
import { step } from '../../domain/lead/transition.ts';
import { paceOf } from '../../domain/sources/import-list.ts';
import type { LeadChange, QueuedLead } from '../../ports/lead-store.ts';
import type { Source } from '../../ports/source-store.ts';
import type { Deps } from '../deps.ts';
import { loadReadable } from '../load-leads.ts';
import { planOf } from './assignment-terms.ts';
import { passOn, setAside } from './fall-back.ts';
import { readTeam, type TeamNow } from './read-team.ts';
import { setAsideUncontactable } from './set-aside-uncontactable.ts';

/**
 * Leads per batch. Each writes up to five items and two reps' loads; with the ledger and the decision that stays within
 * a transaction's limit of 100 items.
 */
export const BATCH = 14;
/** Attempts lost to other writers before this ring fails and is retried later. */
const ATTEMPTS = 8;

export type AssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'sources' | 'newId'>;

/** The result of working through leads of a team's queue. */
export interface Drained {
  readonly assigned: number;
  /**
   * Leads that stay with a new date or moved to the next target of their route; only those for which something was
   * saved.
   */
  readonly passedOn: number;
  /** Leads whose content the store rejects, set aside for a person to look at. */
  readonly bad: number;
}

/** `nobodyFree`: nobody in the team can take any lead now. */
type Assigning = Drained & { readonly nobodyFree: boolean };

/** Up to {@link BATCH} leads from one team's queue, in queue order. */
interface Batch {
  readonly team: TeamId;
  readonly queued: readonly QueuedLead[];
  readonly now: Instant;
  /** The import list in whose queue they are, with its pace. */
  readonly list?: Pick<Source, 'id' | 'kind' | 'pace'>;
  /**
   * Keeps a lead that nobody can take now in this queue and returns whether anything was saved. Absent: {@link passOn}
   * decides.
   */
  readonly stay?: (lead: LeadId) => Promise<boolean>;
}

/**
 * Assigns the leads of one batch within a team and saves the result under the ledger's version. A lead that cannot be
 * assigned stays with a new date or moves to the next target of its route.
 * @throws when other writers keep winning; the ring is retried.
 */
export async function assignBatch(input: Batch, deps: AssignDeps): Promise<Assigning> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const teamNow = await readTeam(input.team, deps);
    const attempted = teamNow ? assignNow(input, teamNow, deps) : abandoned(input, deps);
    const done = await attempted.catch((error: unknown) => {
      if (input.queued.length <= 1) throw error;
      return 'spoiled' as const;
    });
    if (done === 'spoiled') return oneByOne(input, deps);
    if (done !== 'again') return done;
  }
  throw new Error(`team ${input.team} kept changing`);
}

async function assignNow(input: Batch, teamNow: TeamNow, deps: AssignDeps): Promise<Assigning | 'again' | 'spoiled'> {
  const { team, now } = input;
  const leads = await setAsideUncontactable(await stillQueued(input, deps), input, deps);
  const batch = leads.map((lead) => assignableOf(lead, input.list && paceOf(input.list)));
  const decided = assign({ ...teamNow, batch, now });
  const saved = await save({ decided, leads, teamNow, now }, deps);
  if (saved === 'again') return 'again';
  if (saved === 'bad' && input.queued.length > 1) return 'spoiled';
  let passedOn = 0;
  for (const unplaced of decided.unplaced) {
    const stays = unplaced.because !== 'nobody_ever' && input.stay;
    if (await (stays ? stays(unplaced.lead) : passOn({ ...unplaced, team, now }, deps))) passedOn += 1;
  }
  if (saved === 'done')
    return { assigned: decided.placements.length, passedOn, bad: 0, nobodyFree: nobodyFree(decided) };
  for (const { lead } of decided.placements) await setAside({ lead, team, now, because: 'refused_by_store' }, deps);
  return { assigned: 0, passedOn, bad: decided.placements.length, nobodyFree: false };
}

/** Moves the leads of a team that the active plan no longer has to the next target of their route. */
async function abandoned(input: Batch, deps: AssignDeps): Promise<Assigning> {
  let passedOn = 0;
  for (const { lead } of (await deps.plans.active()) ? input.queued : []) {
    if (await passOn({ lead, team: input.team, because: 'nobody_ever', now: input.now }, deps)) passedOn += 1;
  }
  return { assigned: 0, passedOn, bad: 0, nobodyFree: false };
}

/** Returns the leads of the batch that are still in this queue, in queue order. */
async function stillQueued(input: Batch, deps: AssignDeps): Promise<readonly Lead[]> {
  const { leads } = await loadReadable(
    input.queued.map(({ lead }) => lead),
    deps,
  );
  return leads.filter((lead) => {
    const work = workItemOf(lead);
    return work?.team === input.team && work.list === input.list?.id;
  });
}

interface Decided {
  readonly decided: Assigned;
  readonly leads: readonly Lead[];
  readonly teamNow: TeamNow;
  readonly now: Instant;
}

async function save({ decided, leads, teamNow, now }: Decided, deps: AssignDeps): Promise<'done' | 'again' | 'bad'> {
  if (decided.placements.length === 0 && teamNow.applied.length === 0) return 'done';
  const decision = { id: `dec_${deps.newId()}`, plan: teamNow.planVersion, record: decided.record };
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const transitions: LeadChange[] = [];
  for (const placement of decided.placements) {
    const lead = byId.get(placement.lead);
    if (lead) transitions.push(await placed({ lead, placement, decision: decision.id, teamNow, now }, deps));
  }
  // Applied adjustments leave the team's list only with a new ledger version, even when no entry changed, as in a team
  // without turns.
  const posts = decided.ledger.version !== teamNow.stored.version || teamNow.applied.length > 0;
  const saved = await deps.leads.commit({
    transitions,
    ledger: posts ? { ...decided.ledger, version: teamNow.stored.version + 1 } : undefined,
    appliedAdjustments: teamNow.applied,
    decision: transitions.length > 0 ? decision : undefined,
  });
  if (saved.outcome === 'done') return 'done';
  return saved.outcome === 'invalid' ? 'bad' : 'again';
}

async function placed(
  options: { lead: Lead; placement: Placement; decision: string; teamNow: TeamNow; now: Instant },
  deps: AssignDeps,
): Promise<LeadChange> {
  const { lead, placement, decision, teamNow, now } = options;
  const candidate = teamNow.candidates.find(({ rep }) => rep.id === placement.rep);
  const plan = await planOf(lead, deps);
  if (!candidate || !plan) throw new Error('the chosen rep is not a candidate');
  const { rep, schedule } = candidate;
  const previous = lead.stage.state === 'assigned' ? lead.stage.owner : undefined;
  const epoch = lead.epoch + 1;
  const common = { plan, sla: slaOf(plan, lead), rep, schedule, placedBy: 'robot' } as const;
  const terms = { ...common, acceptWithinSeconds: acceptWithin(lead, rep.id), untold: lead.observed };
  const transition = step(lead, {
    type: 'LeadAssigned',
    data: {
      rep: rep.id,
      team: teamNow.team.id,
      epoch,
      placedBy: 'robot',
      because: previous ? 'reassigned' : 'turn',
      decision,
      previous,
    },
    at: now,
    eventId: deps.newId(),
    stage: assignedStage(terms, { team: teamNow.team.id, now, decision, ...chargesOf(lead) }),
    patch: {
      epoch,
      holders: holdersAfter(lead, previous),
      reassignments: lead.reassignments + (previous ? 1 : 0),
    },
  });
  return { ...transition, admission: placement.admission };
}

/** Returns what an assignment costs its owner: a turn and slots. */
function chargesOf(lead: Lead): Pick<Assignable, 'charged' | 'band' | 'weight'> {
  const { charged, band, weight } = assignableOf(lead);
  return { charged, band, weight };
}

/**
 * Assigns each lead of a batch on its own to isolate the bad one; the others still get their owner.
 * @throws when all of them fail: then the cause is not the content of one lead.
 */
async function oneByOne({ queued, ...batch }: Batch, deps: AssignDeps): Promise<Assigning> {
  const total = { assigned: 0, passedOn: 0, bad: 0, nobodyFree: false };
  const failures: unknown[] = [];
  for (const one of queued) {
    try {
      const done = await assignBatch({ ...batch, queued: [one] }, deps);
      total.assigned += done.assigned;
      total.passedOn += done.passedOn;
      total.bad += done.bad;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === queued.length) throw failures[0];
  return { ...total, bad: total.bad + failures.length };
}
