import { recordContact } from '../../domain/answers/first-response.ts';
import type { LeadId, RepId } from '../../domain/ids.ts';
import { addSeconds, earliest, type Instant } from '../../domain/instant.ts';
import type { Actor, EventType } from '../../domain/lead/events.ts';
import { holdOf, type Lead } from '../../domain/lead/lead.ts';
import type { Assigned, Working } from '../../domain/lead/stage.ts';
import { type Transition, transition } from '../../domain/lead/transition.ts';
import { addContact, contactBudgetOf } from '../../domain/nurture/contact-budget.ts';
import { countsAsTouch, DEFAULT_TOUCHED_BY, type TouchedBy } from '../../domain/plan/touched-by.ts';
import type { Claims, KeyClaim } from '../../ports/lead-store.ts';
import { planOf, termsFor } from '../assignment/assignment-terms.ts';
import { decideAgain, LOST_RACE } from '../decide-again.ts';
import { applyTouchpoint, type TouchpointDeps } from '../intake/apply-touchpoint.ts';
import { claimableIds } from '../intake/claimable-ids.ts';
import { type Decision, saveTransition } from '../save-transition.ts';

/** Something that happened between a person and a rep outside of Baton, as reported by a CRM or a mail tool. */
export interface Activity {
  /** At least one of `lead` and `externalId` is set. */
  readonly lead?: LeadId;
  /** The person's id in another system, prefixed with that system: `hubspot:901`. */
  readonly externalId?: string;
  /** What it was, as a code: `pricing_page`, `reply`, `call`. */
  readonly kind: string;
  readonly at: Instant;
  /** `inbound`: the person did something; `outbound`: one of our reps contacted them. */
  readonly direction: 'inbound' | 'outbound';
  /** The rep who contacted them, if known. */
  readonly rep?: RepId;
  /** How long it took, if known. */
  readonly seconds?: number;
  /** The system that it was logged in, if known. */
  readonly via?: string;
  /** Since when the rep has the lead in that system, where it was assigned first. */
  readonly ownedSince?: Instant;
  /** Who reported it, where that is a caller whom Baton knows; by default the system. */
  readonly reportedBy?: Actor;
  /** The same for each copy of one activity, which counts once for each lead it names. */
  readonly key: string;
}

/**
 * The result: a touchpoint, with or without bringing the lead back; the owner's first response or further work; a
 * contact by somebody else.
 */
type ActivityOutcome = 'touchpoint_added' | 'recycled' | 'first_response' | 'worked' | 'contact_noted';

const OUTCOMES: Partial<Record<EventType, ActivityOutcome>> = {
  LeadRecycled: 'recycled',
  LeadReconsidered: 'recycled',
  FirstResponseMade: 'first_response',
  LeadWorked: 'worked',
  ContactNoted: 'contact_noted',
};

/** `closed`: the lead is closed; nothing is recorded and nothing reopens it. */
export type ActivityRefusal = 'no_such_lead' | 'other_lead' | 'too_old' | 'in_future' | 'no_plan';

export type ActivityResult =
  | { readonly outcome: ActivityOutcome; readonly lead: Lead; readonly contactsLeft?: number }
  | { readonly outcome: 'repeated' | 'closed'; readonly lead: LeadId }
  | { readonly outcome: 'refused'; readonly because: ActivityRefusal };

/** The maximum age of an activity. An older one says nothing about what to do now. */
const MAX_AGE_SECONDS = 90 * 24 * 3600;
/** Tolerated clock skew, in seconds. */
const MAX_CLOCK_SKEW_SECONDS = 300;
/**
 * Seconds by which other systems may round a time down. A call within the first minute must not count as made before
 * the assignment.
 */
const ROUNDING_SECONDS = 60;
/** Attempts when another lead gets the id first. */
const MAX_ATTEMPTS = 3;

/**
 * Records an activity once. What the person did is a touchpoint: the lead is scored again and may be recycled early.
 * What a rep did is a contact: from the owner it is the first response, or further work. It has already happened, so no
 * contact cap refuses it.
 */
export async function recordActivity(activity: Activity, now: Instant, deps: TouchpointDeps): Promise<ActivityResult> {
  if (activity.at > addSeconds(now, MAX_CLOCK_SKEW_SECONDS)) return { outcome: 'refused', because: 'in_future' };
  if (activity.at < addSeconds(now, -MAX_AGE_SECONDS)) return { outcome: 'refused', because: 'too_old' };
  const limits = { maxAttempts: MAX_ATTEMPTS, failure: 'the id of an activity kept being taken' };
  return decideAgain(limits, () => recordOnce(activity, now, deps));
}

/** Loses the race when another lead has got the external id meanwhile. */
async function recordOnce(
  activity: Activity,
  now: Instant,
  deps: TouchpointDeps,
): Promise<ActivityResult | typeof LOST_RACE> {
  const { externalId } = activity;
  const leadOfExternalId = externalId === undefined ? undefined : await deps.leads.leadOfExternalId(externalId);
  if (activity.lead !== undefined && leadOfExternalId !== undefined && leadOfExternalId !== activity.lead) {
    const other = await deps.leads.load(leadOfExternalId);
    if (other && other.stage.state !== 'closed') return { outcome: 'refused', because: 'other_lead' };
  }
  const leadId = activity.lead ?? leadOfExternalId;
  if (leadId === undefined) return { outcome: 'refused', because: 'no_such_lead' };
  const key = `${activity.key}:${leadId}`;
  const earlier = await deps.leads.leadOfSubmission(key);
  if (earlier !== undefined) return { outcome: 'repeated', lead: earlier };
  const at = activity.at > now ? now : activity.at;
  let type: EventType | undefined;
  const saved = await saveTransition<'closed' | 'no_plan'>(
    leadId,
    async (lead) => {
      const decided = await decideActivity(lead, { ...activity, at, key }, now, deps);
      if ('change' in decided) type = decided.change.event.type;
      return decided;
    },
    deps,
  );
  if (saved.outcome === 'done')
    return {
      outcome: (type && OUTCOMES[type]) ?? 'touchpoint_added',
      lead: saved.lead,
      ...(await contactsLeftOf(saved.lead, now, deps)),
    };
  if (saved.outcome === 'refused')
    return saved.because === 'closed'
      ? { outcome: 'closed', lead: leadId }
      : { outcome: 'refused', because: saved.because };
  if (saved.why.outcome === 'claimed')
    return saved.why.claim === 'submission' ? { outcome: 'repeated', lead: saved.why.lead } : LOST_RACE;
  throw new Error(`an activity was not saved: ${saved.why.outcome}`);
}

async function decideActivity(
  lead: Lead,
  activity: Activity,
  now: Instant,
  deps: TouchpointDeps,
): Promise<Decision<'closed' | 'no_plan'>> {
  if (lead.stage.state === 'closed') return { refused: 'closed' };
  const { externalId, key: submission, direction } = activity;
  const external = await claimableIds(externalId === undefined ? [] : [externalId], deps, lead);
  const plan = await planOf(lead, deps);
  const touchedBy = plan?.touchedBy ?? DEFAULT_TOUCHED_BY;
  // Somebody who writes does not stop the clock of who is to answer, unless the plan says so.
  const isReplyThatCounts = activity.kind === 'reply' && plan?.touchedBy && countsAsTouch(touchedBy, activity);
  const decide = direction === 'outbound' || (isReplyThatCounts && holdOf(lead)) ? decideOutbound : decideInbound;
  const transition = await decide({ lead, activity, touchedBy, external, now }, deps);
  if (!transition) return { refused: 'no_plan' };
  const claims: Claims = { submission, external };
  return { change: { ...transition, claims } };
}

interface ActivityContext {
  readonly lead: Lead;
  readonly activity: Activity;
  readonly touchedBy: TouchedBy;
  readonly external: readonly KeyClaim[];
  readonly now: Instant;
}

async function decideInbound(
  { lead, activity, external, now }: ActivityContext,
  deps: TouchpointDeps,
): Promise<Transition> {
  const { kind, at, externalId } = activity;
  const source = activity.via ?? externalId?.split(':')[0] ?? 'api';
  const person = (await deps.leads.person(lead.id)) ?? { answers: {} };
  const patch = { externalIds: mergeExternalIds(lead, external) };
  const touched = { touchpoint: { touch: kind, source, at }, person, patch, actor: activity.reportedBy, now };
  return applyTouchpoint(lead, touched, deps);
}

async function decideOutbound(
  { lead, activity, touchedBy, external, now }: ActivityContext,
  deps: TouchpointDeps,
): Promise<Transition | undefined> {
  const { kind, at, rep, via, reportedBy = { kind: 'system' } } = activity;
  const patch = { externalIds: mergeExternalIds(lead, external) };
  const actor: Actor = rep === undefined ? reportedBy : { kind: 'person', id: rep };
  const doing = { actor, eventId: deps.newId() };
  const held = countsAsTouch(touchedBy, activity) ? assignmentOf(lead, activity, touchedBy) : undefined;
  if (held) {
    const terms = await termsFor(lead, { rep: held.owner, team: held.team, placedBy: held.placedBy }, deps);
    return terms && recordContact(lead, held, { terms, how: kind, at, now, isProven: true, via, patch, ...doing });
  }
  return transition(lead, {
    ...doing,
    type: 'ContactNoted',
    data: { rep, how: kind, ...(via !== undefined && { via }) },
    at: now,
    stage: lead.stage,
    patch: { ...patch, contacts: addContact(lead, kind, at) },
  });
}

/** Returns the assignment a contact belongs to: one of the current owner does, and one of another rep if the plan says so. */
function assignmentOf(
  { stage }: Lead,
  { rep, at, ownedSince }: Activity,
  { who }: TouchedBy,
): Assigned | Working | undefined {
  if (stage.state !== 'assigned' && stage.state !== 'working') return undefined;
  const since = earliest(stage.assignedAt, ownedSince) ?? stage.assignedAt;
  const isByOne = stage.owner === rep || (who === 'anyone' && rep !== undefined);
  return isByOne && at > addSeconds(since, -ROUNDING_SECONDS) ? stage : undefined;
}

function mergeExternalIds({ externalIds }: Lead, added: readonly KeyClaim[]): readonly string[] {
  return [...new Set([...externalIds, ...added.map(({ key }) => key)])];
}

async function contactsLeftOf(
  lead: Lead,
  now: Instant,
  deps: TouchpointDeps,
): Promise<{ readonly contactsLeft?: number }> {
  const plan = await planOf(lead, deps);
  return { contactsLeft: plan && contactBudgetOf(lead, plan.recycling, now)?.left };
}
