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

/** Leads decided on together: of each up to five items and two reps' loads, with ledger and decision below a transaction's hundred. */
export const BATCH = 14;
/** Rounds in which another writer may get in between before the ring is tried again later. */
const ATTEMPTS = 8;

export type AssignDeps = Pick<Deps, 'leads' | 'plans' | 'reps' | 'sources' | 'newId'>;

/** What a look at leads of a team's queue came to. */
export interface Drained {
  readonly assigned: number;
  /** Leads that stay here or went on to another place, for whom that was written down. */
  readonly passedOn: number;
  /** Leads whose content the store refuses, set aside for a person. */
  readonly bad: number;
}

/** `nobodyFree`: nobody in the team can take any lead now, whatever it is. */
type Assigning = Drained & { readonly nobodyFree: boolean };

/** Some leads of one team's queue, in its order, no more than {@link BATCH}. */
interface Batch {
  readonly team: TeamId;
  readonly queued: readonly QueuedLead[];
  readonly now: Instant;
  /** The list in whose queue they stand, with its pace. */
  readonly list?: Pick<Source, 'id' | 'kind' | 'pace'>;
  /** Keeps a lead that nobody can take now where it stands, if that is wanted; says whether anything was written down. */
  readonly stay?: (lead: LeadId) => Promise<boolean>;
}

/**
 * Decides who of a team gets the leads of one batch and saves it under the ledger's version. Who cannot be placed stays, with a
 * date, or goes on to the next place of their route.
 * @throws when other writers keep getting in between: the ring is tried again.
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

/** The active plan has no such team any more: its leads go on to the next place of their route. */
async function abandoned(input: Batch, deps: AssignDeps): Promise<Assigning> {
  let passedOn = 0;
  for (const { lead } of (await deps.plans.active()) ? input.queued : []) {
    if (await passOn({ lead, team: input.team, because: 'nobody_ever', now: input.now }, deps)) passedOn += 1;
  }
  return { assigned: 0, passedOn, bad: 0, nobodyFree: false };
}

/** The leads of the batch that still stand in this queue, in its order. */
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
  // What was owed leaves the list in a ledger of its own version, even when it moved no account, as in a team that takes no turns.
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
  if (!candidate || !plan) throw new Error('a rep was chosen who is no candidate');
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

/** What an assignment costs its owner: a turn, a slot. */
function chargesOf(lead: Lead): Pick<Assignable, 'charged' | 'band' | 'weight'> {
  const { charged, band, weight } = assignableOf(lead);
  return { charged, band, weight };
}

/**
 * Finds the lead that spoils a batch by deciding each on its own; the others get their owner.
 * @throws when all of them fail: then it is not for any lead's content.
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
